import { type State } from 'fp-ts/lib/State.js'
import type * as t from 'io-ts'
import { type Decision, type Proposal, type Rewarded } from '../episode/index.ts'
import { type Json } from '../space/index.ts'
import { anObject, type OptionCheck } from '../common/index.ts'

/**
 * Proposes architectures and learns from their rewards. `S` is plain data: weights, optimizer
 * slots, baseline, generator state; the same `S` gives the same proposal on any day, and
 * `codec.encode` is a checkpoint.
 *
 * Laws: `codec.decode(codec.encode(s))` is `s`; `propose` and `learn` depend on their arguments
 * alone and change none of them.
 */
export interface Policy<S> {
  readonly name: string
  /** Of the definition it is made by; it rises when the same state comes to propose or learn otherwise. */
  readonly revision?: number
  /** The options it was made with: what a journal's first line says of it. */
  readonly options: Json
  readonly codec: t.Type<S, unknown>
  readonly init: (seed: number) => S
  readonly propose: State<S, Proposal>
  /** The state after a round's episodes, given in episode order. */
  readonly learn: (round: ReadonlyArray<Rewarded<unknown>>) => (state: S) => S
  /**
   * The natural logarithm of the probability with which a state proposes these decisions; `-Infinity`
   * where it never would. For a proposal of that state it is the sum over its trace. Left out where a
   * policy does not decide by categories: then old episodes cannot tell what its states are worth.
   */
  readonly logProbability?: (
    state: S,
  ) => (decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>) => number
  /** Figures of a state for a person to watch, such as `entropy` and `baseline`. */
  readonly inspect?: (state: S) => Readonly<Record<string, number>>
}

/**
 * A policy that was made for a space of the architectures `A`: a search of another space does not
 * compile with it. A plain {@link Policy} is taken by any search.
 *
 * @example
 * import { choice, random, struct } from 'rxnas'
 * import { type Policy, type PolicyFor, type RandomState } from 'rxnas/policy'
 *
 * const policy: PolicyFor<RandomState, { units: number }> = random(struct({ units: choice(8, 16) }))
 * const plain: Policy<RandomState> = policy
 * console.log(plain.name) // random
 */
export type PolicyFor<S, A> = Policy<S> & {
  /**
   * Exists for the type checker alone: the architectures of the space. A method, so that a wider or a
   * narrower type of the same architectures fits too.
   */
  _madeFor?(architecture: A): void
}

/** What is a policy, where types may have been passed over. */
export const aPolicy: OptionCheck = anObject(
  'a policy, such as random(space) makes,',
  ({ name, init, propose, learn }) =>
    typeof name === 'string' && [init, propose, learn].every((part) => typeof part === 'function'),
)
