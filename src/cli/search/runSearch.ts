import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { tap } from 'rxjs'
import { resume } from '../../../streams/index.ts'
import { type LoadedConfig } from '../../node/config/index.ts'
import { childWorker, processTrainer, writeJournal } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { beginJournal, type Beginning } from '../journal/beginJournal.ts'
import { note, out } from '../output.ts'
import { renderBest } from '../view/render.ts'
import { version } from '../version.ts'
import { estimate, showEstimate } from './estimate.ts'
import { finish } from './finish.ts'
import { follow } from './follow.ts'
import { listenForInterruption } from './interruption.ts'
import { journalHeader } from './journalHeader.ts'
import { partsOf, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'
import { recallEpisodes } from './recallEpisodes.ts'
import { saveSettings } from './savedSettings.ts'
import { engineReady, storeData } from './setup.ts'
import { showPlan } from './showPlan.ts'
import { watchSearch } from './watchSearch.ts'
import { workersOf } from './workerOptions.ts'

const beginningOf = ({ warmStart }: SearchPlan, how: 'Anew' | 'Resumed'): Beginning =>
  how === 'Anew' && warmStart.length > 0 ? { _tag: 'Warm', from: warmStart } : { _tag: how }

/**
 * Runs a search, anew or where it was stopped: engine, data, plan and estimate, the search with its
 * view and journal, and the final test. What it was given is kept beside the journal, to go on by.
 */
export const runSearch = async (
  plan: SearchPlan,
  how: 'Anew' | 'Resumed',
  given: LoadedConfig['given'],
): Promise<number> => {
  if (how === 'Anew' && !plan.dryRun && existsSync(plan.journal))
    return failedWith(
      `${plan.journal} exists already, and a journal is never written over. Give another file by --journal, or another folder by --out.`,
    )
  const engine = await engineReady()
  if (E.isLeft(engine)) return failedWith(engine.left)
  const stored = await storeData(plan.data, plan.dataOptions)
  if (E.isLeft(stored)) return failedWith(stored.left)
  const data = stored.right
  const fitting = partsOf(plan, data.prepared)
  if (E.isLeft(fitting)) return failedWith(fitting.left)
  const parts = fitting.right
  const { space } = parts.children

  const say = plan.json ? note : out
  for (const line of showPlan(plan, parts, data)) say(line)

  const interruption = listenForInterruption(status.interrupted)
  const workers = workersOf(plan, parts, data.folder)
  const pool = processTrainer<unknown>({
    ...workers,
    module: childWorker,
    workers: Math.min(plan.workers, plan.batch),
  })
  if (plan.estimate || plan.dryRun) {
    const measured = await estimate(plan, parts, data.prepared, pool, interruption)
    say(
      measured === undefined
        ? 'estimated: nothing, a small child could not be trained'
        : showEstimate(measured, plan),
    )
  }
  if (plan.dryRun || interruption.wasAsked()) {
    await pool.close()
    if (interruption.wasAsked()) note('Stopped before the search began.')
    return interruption.wasAsked() ? status.interrupted : status.well
  }

  const header = journalHeader(plan, parts, data.prepared.splits.task, data.sha256, version)
  const watch = watchSearch(plan, space)
  const { trainer } = pool
  const { reward } = parts
  const searched = await withPolicy(plan, space, async (policy) => {
    const begun = await beginJournal(
      plan.journal,
      beginningOf(plan, how),
      { header, space, policy, reward },
      { sync: plan.sync },
    )
    if (E.isLeft(begun)) return begun
    const { journal, position, words } = begun.right
    const saved =
      how === 'Anew' ? saveSettings(plan.journal, given, plan.configFile) : E.right(undefined)
    if (E.isLeft(saved)) {
      journal.close()
      return saved
    }
    for (const line of words) say(line)
    if (plan.json) out(JSON.stringify(header))
    if (how === 'Resumed') await recallEpisodes(plan.journal, space, watch.recall)
    const followed = await follow(
      resume(position, { ...plan, space, policy, trainer, reward }).pipe(
        writeJournal(journal, policy),
        tap(watch.see),
      ),
      interruption.asked$,
    )
    journal.close()
    return followed
  })
  await pool.close()
  watch.clear()

  const { episodes, best } = watch.model()
  if (E.isLeft(searched)) {
    if (episodes > 0) note(`The journal ${plan.journal} holds ${episodes} episodes.`)
    return failedWith(searched.left)
  }
  if (interruption.wasAsked()) {
    note(
      `Stopped after ${episodes} of ${plan.episodes} episodes. They are in the journal; go on by: rxnas resume ${plan.journal}`,
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
  const { architecture } = outcome.validated
  return finish({ plan, parts, data, header, workers, architecture, say }, interruption, watch)
}
