import * as E from 'fp-ts/lib/Either.js'
import { type Observable } from 'rxjs'
import {
  episodeOf,
  type PolicyUpdated,
  type Rewarded,
  type Snapshot,
} from '../../src/episode/index.ts'
import { type Policy } from '../../src/policy/index.ts'
import { advance, type RewardContext, startContext } from '../../src/reward/index.ts'
import { canonicalJson, type Json } from '../../src/space/index.ts'
import { checkReplay, pace, type ReplayOptions } from './ReplayOptions.ts'
import { fromPacedIterable, nothingYet, type Paced } from './internal/fromPacedIterable.ts'
import { checkPolicy } from './internal/checkPolicy.ts'
import { journalSteps, type RecordedRound, type TimedEpisode } from './internal/journalSteps.ts'
import { lazyLearner } from './internal/lazyLearner.ts'
import { orThrow } from './internal/orThrow.ts'
import { replayRound } from './internal/replayRound.ts'
import { otherState } from './PositionError.ts'
import { type Recorded } from './Recorded.ts'

/** An event of a recorded search, and where the search stood after it. */
export interface Replayed<A, S> {
  /** When it happened (ISO 8601). */
  readonly at: string
  /** As the live search emitted it. */
  readonly event: Rewarded<A> | PolicyUpdated<S>
  /** The policy's state: that of the round's beginning, and after its end the next. */
  readonly state: S
  readonly context: RewardContext
}

const isRecordedState = <S>(
  { codec }: Policy<S>,
  state: S,
  { state: recorded }: Snapshot,
): boolean =>
  // What a policy's codec encodes is JSON.
  canonicalJson(codec.encode(state) as Json) === canonicalJson(recorded)

/**
 * The events of a recorded search, through the operators that they went through: proposals are made
 * again, outcomes and rewards come from the journal, and the policy learns again. So every
 * `PolicyUpdated` has its state, and each event comes with the state after it. Cold, in constant
 * memory, as fast as it is read or at a pace, from any episode: up to that one, states come from the
 * last snapshot before it. Errors with a `PositionError` where the policy proposes something else or comes to another
 * state than the journal has, and with what `journal` throws.
 *
 * @example
 * import { accuracy, choice, journalHeader, random, struct } from 'rxnas'
 * import { replay, type Recorded } from 'rxnas/streams'
 *
 * const space = struct({ op: choice('conv', 'pool') })
 * const policy = random(space)
 * const header = journalHeader({
 *   ...{ space, policy, reward: accuracy, trainer: { name: 'mine', options: {} } },
 *   ...{ budget: {}, batch: 1, seed: 1 },
 * })
 * const journal: Recorded<{ op: 'conv' | 'pool' }> = () => [
 *   { at: '2026-01-31T09:15:02.000Z', event: header },
 *   {
 *     at: '2026-01-31T09:15:07.000Z',
 *     event: { _tag: 'PolicyUpdated', round: 0, episodes: 1, rewarded: 0, figures: {} },
 *   },
 * ]
 * replay(journal, policy).subscribe(({ event }) => {
 *   console.log(event._tag) // PolicyUpdated
 * })
 */
export const replay = <A, S>(
  journal: Recorded<A>,
  policy: Policy<S>,
  options: ReplayOptions = {},
): Observable<Replayed<A, S>> => {
  checkReplay('replay()', options)
  const first = options.from ?? 0

  const events = async function* (): AsyncGenerator<Paced<Replayed<A, S>> | typeof nothingYet> {
    const waitFor = pace(options)
    const steps = journalSteps<A>()
    const learning = lazyLearner<A, S>(policy)
    let context = startContext

    const due = (at: string, event: Replayed<A, S>['event'], state: S): Paced<Replayed<A, S>> => ({
      wait: waitFor(at),
      value: { at, event, state, context },
    })
    function* passed({ at, event }: TimedEpisode<A>, state: S): Generator<Paced<Replayed<A, S>>> {
      context = advance(event.outcome, event.reward)(context)
      if (episodeOf(event.outcome) >= first) yield due(at, event, state)
    }
    function* round(step: RecordedRound<A>): Generator<Paced<Replayed<A, S>>> {
      const state = orThrow(learning.state())
      const ended = replayRound(policy, state, step)
      // Its episodes are what the journal has, also where the policy would propose others.
      for (const episode of step.recorded) yield* passed(episode, state)
      const updated = orThrow(ended)
      if (updated === undefined) return
      learning.setState(updated.state)
      yield due(step.at, updated, updated.state)
    }

    for await (const line of journal()) {
      yield nothingYet
      if (line.event._tag === 'Header') orThrow(checkPolicy(line.event, policy))
      for (const step of steps.add(line)) {
        const skipped =
          step._tag === 'Round' && first > 0 && step.firstEpisode + step.batch <= first
        if (step._tag === 'Round' && !skipped) yield* round(step)
        else if (step._tag === 'Snapshot' && step.episodes > first) {
          if (!isRecordedState(policy, orThrow(learning.state()), step))
            orThrow(E.left(otherState(step.episodes)))
        } else {
          learning.add(step)
          if (skipped)
            for (const { event } of step.recorded)
              context = advance(event.outcome, event.reward)(context)
        }
      }
    }
    const rest = steps.rest()
    for (const step of rest.steps) learning.add(step)
    for (const episode of rest.open) yield* passed(episode, orThrow(learning.state()))
  }
  return fromPacedIterable(events, options.scheduler)
}
