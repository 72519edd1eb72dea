import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { existsSync } from 'node:fs'
import { type RewardError } from '../../core.ts'
import { type PositionError, type SearchPosition, startPosition } from '../../../streams/index.ts'
import { type JournalBeginning, type JournalNotice } from '../../session/index.ts'
import { continueJournal } from './continueJournal.ts'
import { type JournalError } from './JournalError.ts'
import { type JournalOptions, type JournalWriter } from './JournalWriter.ts'
import { openJournal } from './openJournal.ts'
import { checkRecorded, type RecordedSearch } from './RecordedSearch.ts'
import { warmJournal } from './warmJournal.ts'
import { anObject, checkOptions } from '../../common/index.ts'

/** A search's journal, open, and where the search begins. */
export interface BegunJournal<A, S> {
  readonly journal: JournalWriter<A>
  readonly position: SearchPosition<A, S>
  readonly notices: ReadonlyArray<JournalNotice>
}

/**
 * Opens the journal of a search, however it begins. By default a journal that is there is resumed,
 * and one that is not is made. The search is then `resume(position, options)` of `rxnas/streams`,
 * written by `writeJournal(journal, policy)`; whoever opened the journal closes it.
 *
 * @example
 * import { accuracy, choice, journalHeader, random, struct } from 'rxnas'
 * import { beginJournal, writeJournal } from 'rxnas/node'
 * import { resume } from 'rxnas/streams'
 * import { mkdtempSync } from 'node:fs'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const policy = random(space)
 * const run = { space, policy, reward: accuracy, budget: {}, batch: 2, seed: 1 }
 * const header = journalHeader({ ...run, trainer: { name: 'mine', options: {} } })
 * const path = `${mkdtempSync('/tmp/rxnas-')}/run.jsonl`
 *
 * const begun = await beginJournal(path, { ...run, header })
 * if (begun._tag === 'Right') {
 *   const { journal, position } = begun.right
 *   resume(position, {
 *     ...run,
 *     episodes: 4,
 *     trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   })
 *     .pipe(writeJournal(journal, policy))
 *     .subscribe({ complete: journal.close })
 *   console.log(position.episodes) // 0
 * }
 */
export const beginJournal = async <A, S>(
  path: string,
  search: RecordedSearch<A, S>,
  beginning: JournalBeginning = { _tag: existsSync(path) ? 'Resumed' : 'New' },
  options: JournalOptions = {},
): Promise<E.Either<JournalError | RewardError | PositionError, BegunJournal<A, S>>> => {
  checkRecorded('beginJournal()', path, search)
  checkOptions(
    'beginJournal()',
    { beginning },
    {
      beginning: anObject(
        'New, Resumed or Warm by its _tag',
        ({ _tag }) => typeof _tag === 'string' && ['New', 'Resumed', 'Warm'].includes(_tag),
      ),
    },
  )
  const { header, space, policy } = search
  switch (beginning._tag) {
    case 'New':
      return pipe(
        openJournal(path, header, space, options),
        E.map((journal) => ({
          journal,
          position: startPosition(policy, header.seed),
          notices: [],
        })),
      )
    case 'Resumed':
      return pipe(
        await continueJournal(path, search, options),
        E.map(({ journal, position, cut, upgraded }) => ({
          journal,
          position,
          notices: [
            { _tag: 'Resumed', episodes: position.episodes },
            ...(cut === 0 ? [] : [{ _tag: 'TornLineCut' as const, bytes: cut }]),
            ...(upgraded === undefined ? [] : [{ _tag: 'Upgraded' as const, ...upgraded }]),
          ],
        })),
      )
    case 'Warm':
      return pipe(
        await warmJournal(path, search, beginning.from, options),
        E.map(({ journal, position, recalled, left }) => ({
          journal,
          position,
          notices: [
            { _tag: 'WarmStarted', episodes: recalled, children: position.trained.size },
            ...(left === 0 ? [] : [{ _tag: 'EpisodesLeftOut' as const, episodes: left }]),
          ],
        })),
      )
  }
}
