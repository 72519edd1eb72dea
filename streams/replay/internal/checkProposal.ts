import * as E from 'fp-ts/lib/Either.js'
import {
  isDesign,
  type Outcome,
  type Proposed,
  type Rewarded,
  traceOf,
} from '../../../src/episode/index.ts'
import { canonicalJson, type Json } from '../../../src/space/index.ts'
import { otherProposal, type PositionError } from '../PositionError.ts'

type Decided = ReadonlyArray<{ readonly path: string; readonly option: number }>

const textOfDecisions = (decisions: Decided): string =>
  decisions.map(({ path, option }) => `${path}: ${option}`).join(', ')

/** What was proposed, as canonical JSON. */
const candidateOf = (outcome: Outcome<unknown>): string =>
  outcome._tag === 'Rejected' ? textOf(outcome.proposed.candidate) : outcome.validated.key

// A candidate is JSON: what a space decodes.
const textOf = (candidate: unknown): string => canonicalJson(candidate as Json)

/**
 * Checks that a proposal is the one that an episode was made of: by its decisions, as log-probabilities
 * may differ in a last digit, and where there are none, or none took it, by its candidate.
 */
export const checkProposal = (
  { episode, candidate, trace, design }: Proposed,
  { outcome }: Rewarded<unknown>,
): E.Either<PositionError, void> => {
  const decisions = traceOf(outcome)
  // A design is what it is, whatever decisions lead to it.
  const decided =
    design !== true && !isDesign(outcome) && (decisions.length > 0 || trace.length > 0)
  const [recorded, proposed] = decided
    ? [textOfDecisions(decisions), textOfDecisions(trace)]
    : [candidateOf(outcome), textOf(candidate)]
  return recorded === proposed
    ? E.right(undefined)
    : E.left(otherProposal(episode, `(${recorded})`, `(${proposed})`))
}
