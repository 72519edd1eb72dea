import { codec } from './codec.ts'
import { canonicalJson, type Json } from './Json.ts'
import { type SearchSpace } from './SearchSpace.ts'

/** The canonical string of an architecture: equal keys are the same child. */
export const architectureKey =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): string =>
    // A space's codec encodes to JSON by construction.
    canonicalJson(codec(space).encode(architecture) as Json)
