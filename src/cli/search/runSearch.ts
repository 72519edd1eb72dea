import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { type Observable, tap } from 'rxjs'
import { resume } from '../../../streams/index.ts'
import { type Policy, type SearchEvent } from '../../index.ts'
import { type LoadedConfig } from '../../node/config/index.ts'
import { childWorker, processTrainer, writeJournal } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { baselineFile } from '../journal/baselineFile.ts'
import { compareWithBaseline } from '../journal/compareJournals.ts'
import { beginJournal, type Beginning } from '../journal/beginJournal.ts'
import { note, out } from '../output.ts'
import { renderBest } from '../view/render.ts'
import { version } from '../version.ts'
import { openBaseline } from './besideBaseline.ts'
import { confirmTop } from './confirmTop.ts'
import { stoppingOf } from './earlyStop.ts'
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
  planned: SearchPlan,
  how: 'Anew' | 'Resumed',
  given: LoadedConfig['given'],
): Promise<number> => {
  const plan = {
    ...planned,
    // A baseline that was begun goes on with its search.
    baseline: planned.baseline || (how === 'Resumed' && existsSync(baselineFile(planned.journal))),
  }
  const taken = [plan.journal, ...(plan.baseline ? [baselineFile(plan.journal)] : [])].find(
    (file) => existsSync(file),
  )
  if (how === 'Anew' && !plan.dryRun && taken !== undefined)
    return failedWith(
      `${taken} exists already, and a journal is never written over. Give another file by --journal, or another folder by --out.`,
    )
  const engine = await engineReady()
  if (E.isLeft(engine)) return failedWith(engine.left)
  const stored = await storeData(plan.data, plan.dataOptions)
  if (E.isLeft(stored)) return failedWith(stored.left)
  const data = stored.right
  const fitting = partsOf(plan, data.prepared)
  if (E.isLeft(fitting)) return failedWith(fitting.left)
  const parts = fitting.right
  const { space, cost } = parts.children

  const say = plan.json ? note : out
  for (const line of showPlan(plan, parts, data)) say(line)

  const interruption = listenForInterruption(status.interrupted)
  const workers = workersOf(plan, parts, data.folder)
  const pool = processTrainer<unknown>({
    ...workers,
    module: childWorker,
    workers: Math.min(plan.workers, plan.batch * (plan.baseline ? 2 : 1)),
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
  const { task } = data.prepared.splits
  const searched = await withPolicy(plan, space, async <S>(policy: Policy<S>) => {
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
    const opened = plan.baseline
      ? await openBaseline(plan, header, { space, reward, task }, watch)
      : E.right(undefined)
    if (E.isLeft(opened)) {
      journal.close()
      return opened
    }
    const baseline = opened.right
    const options = {
      ...plan,
      ...{ space, policy, trainer, reward, from: position },
      ...stoppingOf(plan, task, position),
      ...(cost === undefined ? {} : { cost }),
    }
    const record = (events: Observable<SearchEvent<unknown, S>>) =>
      events.pipe(writeJournal(journal, policy), tap(watch.see))
    const followed = await follow(
      baseline === undefined ? record(resume(position, options)) : baseline.beside(options, record),
      interruption.asked$,
    )
    baseline?.close()
    journal.close()
    return followed
  })
  watch.clear()
  const { episodes, best } = watch.model()
  const confirmed =
    plan.confirm > 0 && E.isRight(searched) && !interruption.wasAsked()
      ? await confirmTop(plan, parts, trainer, interruption, watch)
      : E.right([])
  await pool.close()

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
  if (E.isLeft(confirmed)) return failedWith(confirmed.left)
  if (plan.baseline) {
    const compared = await compareWithBaseline(plan.journal)
    if (E.isLeft(compared)) return failedWith(compared.left)
    if (plan.json) out(JSON.stringify({ _tag: 'Compared', comparison: compared.right.comparison }))
    for (const line of compared.right.lines) say(line)
  }
  say(`best of ${episodes} episodes:`)
  for (const line of renderBest(best)) say(line)
  const outcome = best[0]?.outcome
  if (outcome?._tag !== 'Trained')
    return failedWith(
      'No child could be trained, so there is no best network. The journal tells why.',
    )
  if (!plan.final) return status.well
  const { architecture } = confirmed.right[0] ?? outcome.validated
  return finish({ plan, parts, data, header, workers, architecture, say }, interruption, watch)
}
