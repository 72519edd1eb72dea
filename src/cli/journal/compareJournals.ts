import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { compareSearches, type Comparison, headerDifference } from '../../index.ts'
import { baselineFile } from './baselineFile.ts'
import { type ObservedSearch, readObservations } from './readObservations.ts'
import { renderComparison } from './renderComparison.ts'

/** A search beside its baseline, or another search, and the same in lines for a person. */
export interface Compared {
  readonly comparison: Comparison
  readonly lines: ReadonlyArray<string>
}

/** Settings in which a search and its baseline differ by what they are. */
const expectedToDiffer = /^(policy|seed|package|warmStart)\b/

/** Where two searches differ beyond what a comparison is about. */
const unexpectedDifferences = (
  search: ObservedSearch,
  baseline: ObservedSearch,
): ReadonlyArray<string> =>
  search.header === undefined || baseline.header === undefined
    ? []
    : headerDifference(search.header, baseline.header)
        .map(({ path }) => path)
        .filter((path) => !expectedToDiffer.test(path))

/** Compares two recorded searches, or tells why that would mean nothing. */
export const compareObserved = (
  search: ObservedSearch,
  baseline: ObservedSearch,
  baselineName: string,
): E.Either<string, Compared> => {
  if (search.observations.length === 0 || baseline.observations.length === 0)
    return E.left('One of the searches has no episode yet, so there is nothing to compare.')
  const differences = unexpectedDifferences(search, baseline)
  if (differences.some((path) => /^reward\b/.test(path)))
    return E.left(
      'The searches have different rewards, so their figures cannot be compared. Look at each by: rxnas rescore',
    )
  const comparison = compareSearches(search.observations, baseline.observations)
  return E.right({
    comparison,
    lines: [
      ...renderComparison(comparison, baselineName),
      ...(differences.length === 0
        ? []
        : [`note     they differ in ${differences.join(', ')} too`]),
    ],
  })
}

/** Compares the search of a journal with its baseline's, which lies beside it. */
export const compareWithBaseline = (journal: string): Promise<E.Either<string, Compared>> =>
  pipe(
    TE.Do,
    TE.bind('search', () => readObservations(journal)),
    TE.bind('baseline', () => readObservations(baselineFile(journal))),
    TE.chainEitherK(({ search, baseline }) =>
      compareObserved(search, baseline, baseline.header?.policy.name ?? 'the baseline'),
    ),
  )()
