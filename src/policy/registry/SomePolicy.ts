import { type Policy } from '../Policy.ts'

/**
 * A policy of which the type of the state is not known: it is handed to whoever can use any.
 */
export type SomePolicy = <R>(use: <S>(policy: Policy<S>) => R) => R

/** A policy as {@link SomePolicy}. */
export const somePolicy =
  <S>(policy: Policy<S>): SomePolicy =>
  (use) =>
    use(policy)
