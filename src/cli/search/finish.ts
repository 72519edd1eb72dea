import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { deriveSeed, type JournalHeader } from '../../index.ts'
import { showBudget } from '../../session/index.ts'
import { writeCard } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { type Interruption } from './interruption.ts'
import { makeCard, searchOf } from './makeCard.ts'
import { type SearchParts } from './parts.ts'
import { type SearchPlan } from './plan.ts'
import { type StoredData } from './setup.ts'
import { showResult } from './showResult.ts'
import { trainFinal } from './trainFinal.ts'
import { type SearchWatch } from './watchSearch.ts'
import { type SearchWorkers } from './workerOptions.ts'

/** What a search's end needs of it. */
export interface FinishedSearch {
  readonly plan: SearchPlan
  readonly parts: SearchParts
  readonly data: StoredData
  readonly header: JournalHeader
  readonly workers: SearchWorkers
  /** The best architecture. */
  readonly architecture: unknown
  readonly say: (line: string) => void
}

/** Trains the best network of a search, tests it once, saves it with its card, and tells the result. */
export const finish = async (
  { plan, parts, data, header, workers, architecture, say }: FinishedSearch,
  interruption: Interruption,
  watch: SearchWatch,
): Promise<number> => {
  say(`training the best for ${showBudget(plan.finalBudget)}`)
  const modelFolder = join(plan.out, 'model')
  const seed = deriveSeed(plan.seed, plan.episodes)
  const final = await trainFinal(
    workers,
    { architecture, budget: plan.finalBudget, seed, modelFolder },
    interruption,
    watch.draw,
  )
  watch.clear()
  interruption.release()
  if (E.isLeft(final)) return failedWith(final.left)
  const metrics = final.right
  if (metrics['testExamples'] === undefined) {
    note(`Stopped in the final training. The search itself is in the journal ${plan.journal}.`)
    return status.interrupted
  }
  const card = await makeCard(data, {
    family: parts.reference,
    children: parts.children,
    architecture,
    search: searchOf(header, plan.episodes),
    budget: plan.finalBudget,
    seed,
    threads: plan.threads,
    metrics,
  })
  const carded = writeCard(modelFolder, card)
  if (E.isLeft(carded)) return failedWith(carded.left.message)
  say(`model: ${modelFolder} (use it by: rxnas predict ${plan.out} --data FILE)`)
  if (plan.json) out(JSON.stringify({ _tag: 'Finished', model: modelFolder, metrics }))
  else for (const line of showResult(metrics, data.prepared)) out(line)
  return status.well
}
