import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { checkOptions, wholeNumber } from '../../common/index.ts'
import {
  accuracy,
  chainLine,
  describeReward,
  describeSpace,
  type JournalEvent,
  type JournalHeader,
  journalLineCodec,
  journalSchema,
  judgeAll,
  type Outcome,
  type Reward,
  reward as rewardedWith,
  type RoundEnd,
  type SearchSpace,
} from '../../core.ts'
import { finite } from '../internal/finite.ts'
import { outcome } from './episode.ts'

/** A journal that some search could have written, as events and as the lines of its file. */
export interface JournalCase<A> {
  readonly header: JournalHeader
  /** What happened after the header. */
  readonly events: ReadonlyArray<Exclude<JournalEvent<A>, JournalHeader>>
  /** The file's lines, the header's first, without their ends. */
  readonly lines: ReadonlyArray<string>
  /** The file. */
  readonly text: string
}

/** How large the journals are, and what rewards their episodes. */
export interface JournalOptions {
  /** Rounds at most; default 3. */
  readonly rounds?: number
  /** Rewards the episodes; default accuracy. */
  readonly reward?: Reward
}

const named = (names: ReadonlyArray<string>) =>
  fc.record({
    name: fc.constantFrom(...names),
    options: fc.constantFrom({}, { rate: 0.5, of: [1, null, 'ü'] }),
  })

const headers = (space: SearchSpace<unknown>, reward: Reward): fc.Arbitrary<JournalHeader> =>
  fc.record({
    _tag: fc.constant('Header'),
    schema: fc.constant(journalSchema),
    package: fc.constantFrom('0.1.0', '1.0.0'),
    space: fc.constant(describeSpace(space)),
    policy: named(['random', 'reinforce']),
    reward: fc.constant(describeReward(reward)),
    trainer: named(['stub']),
    budget: fc.constantFrom({}, { steps: 10 }, { images: 600, epochs: 2 }),
    batch: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(9),
  })

const renumbered = <A>(episode: number, one: Outcome<A>): Outcome<A> =>
  one._tag === 'Rejected'
    ? { ...one, proposed: { ...one.proposed, episode } }
    : { ...one, validated: { ...one.validated, episode } }

const eventsOf = <A>(
  outcomes: ReadonlyArray<Outcome<A>>,
  batch: number,
  reward: Reward,
): JournalCase<A>['events'] => {
  const amounts = judgeAll(reward)(outcomes)
  if (E.isLeft(amounts)) throw new TypeError(amounts.left.message)
  return outcomes.flatMap((one, i): JournalCase<A>['events'] => {
    const rewarded = rewardedWith(amounts.right[i] ?? finite(0))(one)
    const end: RoundEnd = {
      _tag: 'PolicyUpdated',
      round: Math.floor(i / batch),
      episodes: i + 1,
      rewarded: batch,
      figures: { entropy: finite(0.5) },
    }
    return (i + 1) % batch === 0 ? [rewarded, end] : [rewarded]
  })
}

const textOf = (lines: ReadonlyArray<string>): string => lines.map((line) => `${line}\n`).join('')

/**
 * Whole journals of searches of a space: a header, episodes numbered from 0 and rewarded as the header
 * says, and the ends of their rounds. The last round may be unfinished, as where a search was stopped.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { choice } from 'rxnas'
 * import { journal } from 'rxnas/testing'
 *
 * fc.assert(
 *   fc.property(journal(choice(1, 2)), ({ lines, events }) => lines.length === events.length + 1),
 * )
 */
export const journal = <A>(
  space: SearchSpace<A>,
  { rounds = 3, reward = accuracy }: JournalOptions = {},
): fc.Arbitrary<JournalCase<A>> => {
  checkOptions('journal()', { rounds }, { rounds: wholeNumber(1, 1000) })
  const lineCodec = journalLineCodec(space)
  return headers(space, reward).chain((header) =>
    fc.array(outcome(space), { maxLength: rounds * header.batch }).map((given) => {
      const outcomes = given.map((one, i) => renumbered(i, one))
      const events = eventsOf(outcomes, header.batch, reward)
      const lines = [header, ...events].reduce<ReadonlyArray<string>>(
        (sofar, event, second) => [
          ...sofar,
          chainLine(
            JSON.stringify(
              lineCodec.encode({
                at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
                event,
              }),
            ),
            sofar.at(-1),
          ),
        ],
        [],
      )
      return { header, events, lines, text: textOf(lines) }
    }),
  )
}

/** A journal whose last line a crash has cut: `whole` of its lines are whole. */
export interface TornJournal<A> extends JournalCase<A> {
  readonly whole: number
}

/** Journals whose last line is cut somewhere after its first character and before its end. */
export const tornJournal = <A>(
  space: SearchSpace<A>,
  options: JournalOptions = {},
): fc.Arbitrary<TornJournal<A>> =>
  fc.tuple(journal(space, options), fc.nat()).map(([made, cut]) => {
    const last = made.lines.at(-1) ?? ''
    const before = made.lines.slice(0, -1)
    return {
      ...made,
      text: `${textOf(before)}${last.slice(0, 1 + (cut % last.length))}`,
      whole: before.length,
    }
  })

/** Journals whose lines are in another order than they were written in. */
export const shuffledJournal = <A>(
  space: SearchSpace<A>,
  options: JournalOptions = {},
): fc.Arbitrary<JournalCase<A>> =>
  journal(space, options)
    .chain((made) =>
      fc.shuffledSubarray([...made.lines], { minLength: made.lines.length }).map((lines) => ({
        ...made,
        lines,
        text: textOf(lines),
        moved: textOf(lines) !== made.text,
      })),
    )
    .filter(({ moved }) => moved)
