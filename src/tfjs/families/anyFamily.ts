import { type ChildFamily } from './ChildFamily.ts'

/**
 * A family whose architectures the type checker has forgotten. Its builder is given only what its own
 * space has decoded.
 */
export const anyFamily = <A>(family: ChildFamily<A>): ChildFamily<unknown> =>
  // Space and builder stay together, so nothing else than an `A` reaches the builder.
  family as ChildFamily<unknown>
