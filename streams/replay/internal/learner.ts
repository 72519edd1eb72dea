import * as E from 'fp-ts/lib/Either.js'
import { type Snapshot } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { type PositionError, snapshotNotRead } from '../PositionError.ts'
import { replayRound } from './replayRound.ts'
import { type Step } from './steps.ts'

/** A policy that follows a journal, and learns only when its state is asked for. */
export interface Learner<A, S> {
  readonly add: (step: Step<A>) => void
  /** The state after every step added. */
  readonly state: () => E.Either<PositionError, S>
  /** Says that the state after every step added is known. */
  readonly know: (state: S) => void
}

/** Steps that may wait before the policy learns from them: memory stays bounded without snapshots. */
const mostPending = 1000

/** The state after a round. Everything in it is synchronous. */
const afterRound = <A, S>(
  policy: Policy<S>,
  state: S,
  step: Extract<Step<A>, { readonly _tag: 'Round' }>,
): E.Either<PositionError, S> => {
  let result: E.Either<PositionError, S> = E.right(state)
  replayRound(policy, state, step).subscribe({
    next: (event) => {
      if (event._tag === 'PolicyUpdated') result = E.right(event.state)
    },
    error: (error: unknown) => {
      // The one error that a round's replay gives.
      result = E.left(error as PositionError)
    },
  })
  return result
}

/** The state that a snapshot holds, or why the policy cannot read it. */
export const stateOf = <S>(policy: Policy<S>, snapshot: Snapshot): E.Either<PositionError, S> =>
  E.mapLeft(() => snapshotNotRead(snapshot.round, policy.name))(policy.codec.decode(snapshot.state))

/** A learner of a policy at the beginning of a journal. */
export const learner = <A, S>(policy: Policy<S>): Learner<A, S> => {
  let known: E.Either<PositionError, S> = E.right(policy.init(0))
  let pending: Array<Step<A>> = []

  const after = (step: Step<A>, state: S): E.Either<PositionError, S> => {
    switch (step._tag) {
      case 'Begun':
        return E.right(policy.init(step.seed))
      case 'Recalled':
        return E.right(policy.learn(step.episodes)(state))
      case 'Round':
        return afterRound(policy, state, step)
      case 'Snapshot':
        return stateOf(policy, step)
    }
  }

  const state = (): E.Either<PositionError, S> => {
    for (const step of pending) known = E.Chain.chain(known, (at) => after(step, at))
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
    know: (next) => {
      pending = []
      known = E.right(next)
    },
  }
}
