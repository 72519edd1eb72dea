import { readFileSync } from 'node:fs'
import { lastValueFrom } from 'rxjs'
import {
  accuracy,
  choice,
  int,
  type JournalHeader,
  journalHeader,
  oneOf,
  type Policy,
  reinforce,
  sequence,
  struct,
  type TypeOf,
} from '../../src/core.ts'
import {
  comparable,
  continueJournal,
  type JournalOptions,
  openJournal,
  writeJournal,
} from '../../src/node/journal/index.ts'
import { resume, search, type SearchOptions } from '../../streams/index.ts'
import { orThrow } from './orThrow.ts'

/** The space of the searches that tests record; that of the stored journals too. */
export const space = struct({
  layers: sequence(
    1,
    2,
    oneOf('op', { conv: { kernel: choice(1, 3, 5) }, pool: { size: int({ min: 2, max: 3 }) } }),
  ),
  activation: choice('relu', 'tanh'),
})

/** An architecture of {@link space}. */
export type Child = TypeOf<typeof space>

/** A policy that learns, and is small. */
export const policy = reinforce(space, { units: 4, embedding: 3 })

/** A search of a stub trainer, of which now and then a child fails. */
export const options = <S>(episodes: number, by: Policy<S>): SearchOptions<Child, S> => ({
  ...{ space, policy: by, reward: accuracy, budget: { epochs: 1 }, batch: 4, seed: 7, episodes },
  trainer: ({ architecture, seed }) => {
    if (seed % 5 === 0) throw new Error('no memory')
    return [
      {
        accuracy: (JSON.stringify(architecture).length % 10) / 10,
        loss: (seed % 100) / 50,
        seconds: Math.random(),
      },
    ]
  },
})

/** The header of that search. */
export const header = (by: Pick<Policy<never>, 'name' | 'options'> = policy): JournalHeader =>
  journalHeader({
    ...{ space, policy: by, reward: accuracy, trainer: { name: 'stub', options: {} } },
    ...{ budget: { epochs: 1 }, batch: 4, seed: 7, package: '0.1.0' },
  })

/** Records a search from its beginning. */
export const recordBy = async <S>(
  by: Policy<S>,
  path: string,
  episodes: number,
  how: JournalOptions = {},
): Promise<string> => {
  const journal = orThrow(openJournal(path, header(by), space, how))
  await lastValueFrom(search(options(episodes, by)).pipe(writeJournal(journal, by)))
  journal.close()
  return path
}

/** Goes on with a recorded search, up to so many episodes; gives the bytes that were cut off. */
export const goOnBy = async <S>(
  by: Policy<S>,
  path: string,
  episodes: number,
  how: JournalOptions = {},
): Promise<number> => {
  const { journal, position, cut } = orThrow(
    await continueJournal(path, { header: header(by), space, policy: by, reward: accuracy }, how),
  )
  await lastValueFrom(resume(position, options(episodes, by)).pipe(writeJournal(journal, by)), {
    defaultValue: undefined,
  })
  journal.close()
  return cut
}

/** {@link recordBy} the policy that learns. */
export const record = (path: string, episodes: number, how?: JournalOptions): Promise<string> =>
  recordBy(policy, path, episodes, how)

/** {@link goOnBy} the policy that learns. */
export const goOn = (path: string, episodes: number, how?: JournalOptions): Promise<number> =>
  goOnBy(policy, path, episodes, how)

/** The lines of a journal but for times. */
export const texts = (path: string): ReadonlyArray<string> =>
  readFileSync(path, 'utf8').trimEnd().split('\n').map(comparable)
