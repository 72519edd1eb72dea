import { type Validated } from '../../../src/episode/index.ts'
import { type StageEvent } from '../../types/order.ts'

/** What a stage does with a child that waits for training, and with any other event. */
export const matchChild =
  <A, E extends StageEvent, R>(
    onChild: (child: Validated<A>) => R,
    onOther: (event: Exclude<E, Validated<unknown>>) => R,
  ): ((event: E) => R) =>
  (event) =>
    event._tag === 'Validated'
      ? // `ChildrenOf`, in the signature of every stage that asks, has held the compiler to A.
        onChild(event as Validated<A>)
      : // No event but a Validated has its tag.
        onOther(event as Exclude<E, Validated<unknown>>)
