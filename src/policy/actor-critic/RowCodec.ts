import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type State } from 'fp-ts/lib/State.js'
import { type Outcome } from '../../episode/index.ts'
import { type RandomState } from '../../random/index.ts'
import { decisionsOf, decodeArchitecture, type Json, type SearchSpace } from '../../space/index.ts'
import { along, completed } from './candidates.ts'
import { type Encoding, type Row, rowOf } from './Encoding.ts'

/** A space by the rows of its architectures: from a row to a candidate, and back. */
export interface RowCodec {
  readonly encoding: Encoding
  /** A row with what it has no option for drawn, as far as the space asks for it. */
  readonly complete: (row: Row) => State<RandomState, Row>
  /** The candidate that a whole row stands for. */
  readonly candidateOf: (row: Row) => Json
  /** Whether the space accepts what a row stands for. */
  readonly isValid: (row: Row) => boolean
  /** The row of what was trained or rejected; none where the space has no such architecture. */
  readonly rowIn: (outcome: Outcome<unknown>) => Row | undefined
}

/** The row codec of a space. */
export const rowCodecOf = (space: SearchSpace<unknown>, encoding: Encoding): RowCodec => {
  const follow = along(space, encoding)
  const accepts = decodeArchitecture(space)
  // A whole row leaves nothing to be drawn.
  const candidateOf = (row: Row): Json => follow(row)([0, 0, 0, 1])[0].candidate
  return {
    encoding,
    complete: completed(space, encoding),
    candidateOf,
    isValid: (row) => E.isRight(accepts(candidateOf(row))),
    rowIn: (outcome) =>
      pipe(
        outcome._tag === 'Rejected'
          ? accepts(outcome.proposed.candidate)
          : E.right(outcome.validated.architecture),
        E.map(decisionsOf(space)),
        E.match(
          () => undefined,
          (decisions) => (decisions.length === 0 ? undefined : rowOf(encoding, decisions)),
        ),
      ),
  }
}
