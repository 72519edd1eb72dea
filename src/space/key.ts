import { encodeArchitecture } from './codec.ts'
import { canonicalJson } from './Json.ts'
import { type SearchSpace } from './SearchSpace.ts'

/** The canonical string of an architecture: equal keys are the same child. */
export const architectureKey =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): string =>
    canonicalJson(encodeArchitecture(space)(architecture))
