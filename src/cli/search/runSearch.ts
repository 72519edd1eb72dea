import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { tap } from 'rxjs'
import { type Cnn1d } from '../../index.ts'
import {
  engineEnvironment,
  ensureEngine,
  loadMnist,
  mnistFolder,
  openJournal,
  processTrainer,
  seedCnn1dWorker,
  writeJournal,
} from '../../node/index.ts'
import { search } from '../../../streams/index.ts'
import { engineReport } from '../engineReport.ts'
import { showBudget } from '../options/budget.ts'
import { note, out } from '../output.ts'
import { renderBest } from '../view/render.ts'
import { follow } from './follow.ts'
import { listenForInterruption } from './interruption.ts'
import { journalHeader } from './journalHeader.ts'
import { rewardOf, spaceOf, taskOf, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'
import { trainBest } from './trainBest.ts'
import { watchSearch } from './watchSearch.ts'

/** Exit statuses of a search: design.md's, and the shell's own for Ctrl-C. */
const status = { well: 0, failed: 1, interrupted: 130 } as const

const failedWith = (message: string): number => {
  note(message)
  return status.failed
}

/** The folder of a plan's data, which has been read once: bad data is told before anything begins. */
const checkedData = async ({ dataFolder }: SearchPlan): Promise<E.Either<string, string>> => {
  const folder = dataFolder === undefined ? await mnistFolder(note) : E.right(dataFolder)
  if (E.isLeft(folder)) return E.left(folder.left.message)
  const data = await loadMnist(folder.right)
  return E.isLeft(data) ? E.left(data.left.message) : folder
}

/** Runs `rxnas search`: engine, data, the search with its view and journal, and the final test. */
export const runSearch = async (plan: SearchPlan, version: string): Promise<number> => {
  const engine = await ensureEngine({ report: engineReport(process.stderr) })
  if (E.isLeft(engine)) return failedWith(engine.left.message)
  const data = await checkedData(plan)
  if (E.isLeft(data)) return failedWith(data.left)

  const space = spaceOf(plan)
  const header = journalHeader(plan, space, version)
  const journal = openJournal(plan.journal, header, space)
  if (E.isLeft(journal)) return failedWith(journal.left.message)

  const say = plan.json ? note : out
  say(
    `rxnas ${version}: ${plan.policy} on ${plan.space}, ${plan.episodes} episodes of ${showBudget(plan.budget)}, batch ${plan.batch}, seed ${plan.seed}, ${plan.workers} workers`,
  )
  say(`journal: ${plan.journal}`)
  if (plan.json) out(JSON.stringify(header))

  const interruption = listenForInterruption(status.interrupted)
  const watch = watchSearch(plan, space)
  const modelFolder = join(plan.out, 'model')
  const worker = {
    options: {
      dataFolder: data.right,
      task: taskOf(plan),
      threads: plan.threads,
      modelFolder,
      ...(plan.trainImages === undefined ? {} : { trainImages: plan.trainImages }),
    },
    environment: engineEnvironment({ threads: plan.threads }),
    timeLimit: plan.timeLimit,
    memoryLimit: plan.memoryLimit,
  }
  const { trainer, close } = processTrainer<Cnn1d>({
    ...worker,
    module: seedCnn1dWorker,
    workers: Math.min(plan.workers, plan.batch),
  })
  const searched = await withPolicy(plan, space, (policy) =>
    follow(
      search({ ...plan, space, policy, trainer, reward: rewardOf(plan) }).pipe(
        writeJournal(journal.right),
        tap(watch.see),
      ),
      interruption.asked$,
    ),
  )
  await close()
  journal.right.close()
  watch.clear()

  const { episodes, best } = watch.model()
  if (E.isLeft(searched)) {
    note(searched.left)
    return failedWith(`The journal ${plan.journal} holds ${episodes} episodes.`)
  }
  if (interruption.wasAsked()) {
    note(
      `Stopped after ${episodes} of ${plan.episodes} episodes. They are in the journal ${plan.journal}.`,
    )
    return status.interrupted
  }
  say(`best of ${episodes} episodes:`)
  for (const line of renderBest(best)) say(line)
  const outcome = best[0]?.outcome
  if (outcome?._tag !== 'Trained')
    return failedWith(
      'No child could be trained, so there is no best network. The journal tells why.',
    )
  if (!plan.final) return status.well

  say(`training the best for ${showBudget(plan.finalBudget)}`)
  const final = await trainBest(
    plan,
    outcome.validated.architecture,
    worker,
    interruption,
    watch.draw,
  )
  watch.clear()
  interruption.release()
  if (E.isLeft(final)) return failedWith(final.left)
  const { testAccuracy, testImages } = final.right
  if (typeof testAccuracy !== 'number') {
    note(`Stopped in the final training. The search itself is in the journal ${plan.journal}.`)
    return status.interrupted
  }
  say(`model: ${modelFolder}`)
  if (plan.json) out(JSON.stringify({ _tag: 'Finished', model: modelFolder, metrics: final.right }))
  else out(`test accuracy: ${testAccuracy.toFixed(4)} (${String(testImages)} images)`)
  return status.well
}
