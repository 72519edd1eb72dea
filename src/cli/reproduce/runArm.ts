import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { tap } from 'rxjs'
import { type Rewarded } from '../../index.ts'
import { writeJournal, type ProcessTrainer } from '../../node/index.ts'
import { type Given, type SettingValues, showBudget } from '../../session/index.ts'
import { resume } from '../../../streams/index.ts'
import { beginJournal } from '../journal/beginJournal.ts'
import { follow } from '../search/follow.ts'
import { type Interruption } from '../search/interruption.ts'
import { journalHeader } from '../search/journalHeader.ts'
import { partsOf, withPolicy } from '../search/parts.ts'
import { planSearch } from '../search/plan.ts'
import { recallEpisodes } from '../search/recallEpisodes.ts'
import { saveSettings } from '../search/savedSettings.ts'
import { type StoredData } from '../search/setup.ts'
import { version } from '../version.ts'

const noConfig = { file: undefined, given: {}, own: {} } as const

/** Settings as a configuration would give them, so that `rxnas resume` can go on with the search alone. */
const asGiven = (values: SettingValues): Readonly<Record<string, Given>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]): [string, Given] => [
      key,
      {
        value: key === 'budget' && values.budget !== undefined ? showBudget(values.budget) : value,
        where: 'rxnas reproduce',
      },
    ]),
  )

/**
 * Runs the search of some settings, or goes on with it where its journal is there, and gives its
 * episodes as the journal has them.
 */
export const runArm = async (
  values: SettingValues,
  data: StoredData,
  { trainer }: ProcessTrainer<unknown>,
  { asked$, wasAsked }: Interruption,
  see: (event: Rewarded<unknown>) => void,
): Promise<E.Either<string, ReadonlyArray<Rewarded<unknown>>>> => {
  const planned = planSearch(values, noConfig, new Date())
  if (E.isLeft(planned)) return E.left(planned.left.message)
  const plan = planned.right
  const fitting = partsOf(plan, data.prepared)
  if (E.isLeft(fitting)) return fitting
  const { children, reward } = fitting.right
  const { space } = children
  const { task } = data.prepared.splits
  const header = journalHeader(plan, fitting.right, task, data.sha256, version)
  const how = existsSync(plan.journal) ? 'Resumed' : 'Anew'
  const ended = await withPolicy(plan, space, async (policy) => {
    const parts = { header, space, policy, reward }
    const begun = await beginJournal(plan.journal, { _tag: how }, parts, { sync: plan.sync })
    if (E.isLeft(begun)) return begun
    const { journal, position } = begun.right
    const saved = how === 'Anew' ? saveSettings(plan.journal, asGiven(values), undefined) : begun
    // Who asked while the journal was opened is not heard by what is followed after it.
    const followed =
      E.isLeft(saved) || wasAsked()
        ? saved
        : await follow(
            resume(position, { ...plan, space, policy, trainer, reward }).pipe(
              writeJournal(journal, policy),
              tap((event) => {
                if (event._tag === 'Rewarded') see(event)
              }),
            ),
            asked$,
          )
    journal.close()
    return followed
  })
  if (E.isLeft(ended)) return ended
  const episodes: Array<Rewarded<unknown>> = []
  await recallEpisodes(plan.journal, space, (event) => episodes.push(event))
  return E.right(episodes)
}
