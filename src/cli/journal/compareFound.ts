import * as E from 'fp-ts/lib/Either.js'
import { compareSearches, type Comparison, headerDifference } from '../../index.ts'
import { baselineFile } from './baselineFile.ts'
import { type Found, findingsOf } from './findingsOf.ts'
import { renderComparison } from './renderComparison.ts'

/** A search beside another, and what a person should hear of it. */
export interface Compared {
  readonly comparison: Comparison
  readonly lines: ReadonlyArray<string>
}

/** Settings in which a search and its baseline differ by what they are. */
const own = /^(policy|seed|package|warmStart)\b/

/** Compares two recorded searches, or tells why that would mean nothing. */
export const compareFound = (
  ours: Found,
  theirs: Found,
  name: string,
): E.Either<string, Compared> => {
  if (ours.findings.length === 0 || theirs.findings.length === 0)
    return E.left('One of the searches has no episode yet, so there is nothing to compare.')
  const differences =
    ours.header === undefined || theirs.header === undefined
      ? []
      : headerDifference(ours.header, theirs.header).filter(({ path }) => !own.test(path))
  if (differences.some(({ path }) => /^reward\b/.test(path)))
    return E.left(
      'The searches have different rewards, so their figures cannot be compared. Look at each by: rxnas rescore',
    )
  const comparison = compareSearches(ours.findings, theirs.findings)
  return E.right({
    comparison,
    lines: [
      ...renderComparison(comparison, name),
      ...(differences.length === 0
        ? []
        : [`note     they differ in ${differences.map(({ path }) => path).join(', ')} too`]),
    ],
  })
}

/** Compares the search of a journal with its baseline's, which lies beside it. */
export const compareWithBaseline = async (journal: string): Promise<E.Either<string, Compared>> => {
  const [ours, theirs] = [await findingsOf(journal), await findingsOf(baselineFile(journal))]
  return E.Chain.chain(ours, (mine) =>
    E.Chain.chain(theirs, (other) =>
      compareFound(mine, other, other.header?.policy.name ?? 'the baseline'),
    ),
  )
}
