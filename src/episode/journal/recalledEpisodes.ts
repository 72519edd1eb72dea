import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { currentName } from '../../common/index.ts'
import {
  advance,
  evaluate,
  type Reward,
  type RewardError,
  startContext,
} from '../../reward/index.ts'
import { canonicalJson, type Json, type SearchSpace } from '../../space/index.ts'
import { reward as rewarded } from '../transitions.ts'
import { type Recalled } from './JournalEvent.ts'
import { type JournalHeader } from './JournalHeader.ts'
import { type JournalLine } from './JournalLine.ts'
import { outcomeInSpace } from './outcomeInSpace.ts'

/** The search that takes over the episodes of an old one. */
export interface RecallingSearch<A> {
  readonly header: JournalHeader
  readonly space: SearchSpace<A>
  readonly reward: Reward
}

/** What a child's metrics depend on. */
const trainedBy = ({ trainer: { name, options }, budget, data }: JournalHeader): string =>
  // A header is JSON by its codec.
  canonicalJson(
    JSON.parse(
      // Of data, its numbers alone: whatever they are called, a child comes to the same.
      JSON.stringify({ name: currentName(name), options, budget, data: data?.sha256 }),
    ) as Json,
  )

/**
 * An old journal's episodes as those of another search, one by one: in its space, and rewarded by its
 * reward. `none` for one that is none of its space.
 */
export async function* recalledEpisodes<A>(
  lines: AsyncIterable<JournalLine<Json>> | Iterable<JournalLine<Json>>,
  { header, space, reward }: RecallingSearch<A>,
): AsyncGenerator<E.Either<RewardError, O.Option<Recalled<A>>>, void> {
  const inSpace = outcomeInSpace(space)
  let known = false
  let context = startContext
  for await (const { event } of lines) {
    if (event._tag === 'Header') known = trainedBy(event) === trainedBy(header)
    if (event._tag !== 'Rewarded') continue
    const outcome = inSpace(event.outcome)
    if (O.isNone(outcome)) {
      yield E.right(O.none)
      continue
    }
    const amount = evaluate(reward, context)(outcome.value)
    if (E.isRight(amount)) context = advance(outcome.value, amount.right, reward)(context)
    yield pipe(
      amount,
      E.map((paid) =>
        O.some({ _tag: 'Recalled' as const, known, episode: rewarded(paid)(outcome.value) }),
      ),
    )
  }
}
