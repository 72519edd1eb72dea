import * as E from 'fp-ts/lib/Either.js'
import { type Proposed, type Rewarded, traceOf } from '../../src/episode/index.ts'
import { otherProposal, type PositionError } from '../PositionError.ts'

type Decided = ReadonlyArray<{ readonly path: string; readonly option: number }>

const shown = (decisions: Decided): string =>
  decisions.map(({ path, option }) => `${path}: ${option}`).join(', ')

/**
 * Whether a proposal is the one that an episode was made of: by its decisions, as log-probabilities
 * may differ in a last digit. What was not decided by categories cannot be told apart.
 */
export const sameProposal = (
  { episode, trace }: Proposed,
  { outcome }: Rewarded<unknown>,
): E.Either<PositionError, void> => {
  const [recorded, proposed] = [shown(traceOf(outcome)), shown(trace)]
  return recorded === proposed
    ? E.right(undefined)
    : E.left(otherProposal(episode, `(${recorded})`, `(${proposed})`))
}
