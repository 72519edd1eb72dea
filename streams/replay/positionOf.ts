import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { episodeOf, type JournalLine, type Metrics, type Outcome } from '../../src/episode/index.ts'
import { type Policy } from '../../src/policy/index.ts'
import { advance, type Reward, startContext } from '../../src/reward/index.ts'
import { checkPolicy } from './internal/checkPolicy.ts'
import { journalSteps } from './internal/journalSteps.ts'
import { lazyLearner } from './internal/lazyLearner.ts'
import { type PositionError } from './PositionError.ts'
import { type SearchPosition } from '../types/SearchPosition.ts'

/** Follows a journal line by line, to where its search stands. */
export interface PositionFold<A, S> {
  /** Takes the next line, from the header on. */
  readonly add: (line: JournalLine<A>) => void
  /** Where the search stands after the lines so far, or why the policy cannot go on from there. */
  readonly position: () => E.Either<PositionError, SearchPosition<A, S>>
}

/**
 * The fold of a journal into the position that its search goes on from. The policy learns only from
 * what came after the last snapshot, so that takes no longer for a longer journal; reading takes
 * longer, and memory grows with the number of children.
 *
 * @param reward - the search's own: what it remembers of earlier episodes is part of the position
 * @example
 * import { choice, random, struct } from 'rxnas'
 * import { positionOf } from 'rxnas/streams'
 *
 * const fold = positionOf(random(struct({ op: choice('conv', 'pool') })))
 * const position = fold.position()
 * if (position._tag === 'Right') console.log(position.right.episodes) // 0
 */
export const positionOf = <A, S>(
  policy: Policy<S>,
  reward: Pick<Reward, 'remember'> = {},
): PositionFold<A, S> => {
  const steps = journalSteps<A>()
  const learning = lazyLearner<A, S>(policy)
  const trained = new Map<string, Metrics>()
  let policyOfJournal: E.Either<PositionError, void> = E.right(undefined)
  let context = startContext
  let failures = 0
  let episodes = 0

  const remember = (outcome: Outcome<A>): void => {
    if (outcome._tag !== 'Trained') return
    const { key } = outcome.validated
    const metrics = trained.get(key) ?? outcome.metrics
    // In the order in which they were met last, as a search that runs remembers them.
    trained.delete(key)
    trained.set(key, metrics)
  }

  return {
    add: (line) => {
      for (const step of steps.add(line)) learning.add(step)
      const { event } = line
      if (event._tag === 'Recalled' && event.known) remember(event.episode.outcome)
      if (event._tag === 'Header') policyOfJournal = checkPolicy(event, policy)
      if (event._tag === 'PolicyUpdated') episodes = event.episodes
      if (event._tag === 'Dropped') episodes = event.last + 1
      if (event._tag !== 'Rewarded') return
      const { outcome } = event
      remember(outcome)
      context = advance(outcome, event.reward, reward)(context)
      if (outcome._tag === 'Trained') failures = 0
      if (outcome._tag === 'Failed') failures += 1
      episodes = episodeOf(outcome) + 1
    },
    position: () => {
      const rest = steps.rest()
      for (const step of rest.steps) learning.add(step)
      return pipe(
        policyOfJournal,
        E.flatMap(learning.state),
        E.map((state) => ({
          round: rest.round,
          state,
          firstEpisode: rest.firstEpisode,
          recorded: rest.open.map(({ event }) => event),
          episodes,
          context,
          failures,
          trained,
        })),
      )
    },
  }
}
