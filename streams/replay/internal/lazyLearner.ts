import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Snapshot } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { type PositionError, snapshotNotRead } from '../PositionError.ts'
import { type JournalStep } from './journalSteps.ts'
import { replayRound } from './replayRound.ts'

/** A policy that follows a journal, and learns only when its state is asked for. */
export interface LazyLearner<A, S> {
  readonly add: (step: JournalStep<A>) => void
  /** The state after every step added. */
  readonly state: () => E.Either<PositionError, S>
  /** Sets the state after every step added, where it is known already. */
  readonly setState: (state: S) => void
}

/** Steps that may wait before the policy learns from them: memory stays bounded without snapshots. */
const mostPending = 1000

const stateOfSnapshot = <S>(
  policy: Policy<S>,
  { round, state }: Snapshot,
): E.Either<PositionError, S> =>
  pipe(
    policy.codec.decode(state),
    E.mapLeft(() => snapshotNotRead(round, policy.name)),
  )

const stateAfter = <A, S>(
  policy: Policy<S>,
  state: S,
  step: JournalStep<A>,
): E.Either<PositionError, S> => {
  switch (step._tag) {
    case 'Begun':
      return E.right(policy.init(step.seed))
    case 'Recalled':
      return E.right(policy.learn(step.episodes)(state))
    case 'Round':
      return pipe(
        replayRound(policy, state, step),
        E.map((ended) => (ended === undefined ? state : ended.state)),
      )
    case 'Snapshot':
      return stateOfSnapshot(policy, step)
  }
}

/** A {@link LazyLearner} at the beginning of a journal. */
export const lazyLearner = <A, S>(policy: Policy<S>): LazyLearner<A, S> => {
  let known: E.Either<PositionError, S> = E.right(policy.init(0))
  let pending: Array<JournalStep<A>> = []

  const state = (): E.Either<PositionError, S> => {
    for (const step of pending)
      known = pipe(
        known,
        E.flatMap((before) => stateAfter(policy, before, step)),
      )
    pending = []
    return known
  }

  return {
    add: (step) => {
      // What a snapshot says need not be learned again.
      if (step._tag === 'Snapshot') pending = []
      pending.push(step)
      if (pending.length > mostPending) state()
    },
    state,
    setState: (next) => {
      pending = []
      known = E.right(next)
    },
  }
}
