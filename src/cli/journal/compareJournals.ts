import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Comparison } from '../../core.ts'
import { baselineFile } from '../../node/index.ts'
import { comparedOf, type ObservedSearch } from '../../session/index.ts'
import { readObservations } from './readObservations.ts'
import { renderCompared } from './renderComparison.ts'

/** A search beside its baseline, or another search, and the same in lines for a person. */
export interface RenderedComparison {
  readonly comparison: Comparison
  readonly lines: ReadonlyArray<string>
}

/** Compares two recorded searches, or tells why that would mean nothing. */
export const compareObserved = (
  search: ObservedSearch,
  baseline: ObservedSearch,
  baselineName: string,
): E.Either<string, RenderedComparison> => {
  if (search.observations.length === 0 || baseline.observations.length === 0)
    return E.left('One of the searches has no episode yet, so there is nothing to compare.')
  const { comparison, differences } = comparedOf(search, baseline)
  if (differences.some((path) => /^reward\b/.test(path)))
    return E.left(
      'The searches have different rewards, so their figures cannot be compared. Look at each by: rxnas rescore',
    )
  return E.right({ comparison, lines: renderCompared(comparison, baselineName, differences) })
}

/** Compares the search of a journal with its baseline's, which lies beside it. */
export const readComparison = (journal: string): Promise<E.Either<string, RenderedComparison>> =>
  pipe(
    TE.Do,
    TE.bind('search', () => readObservations(journal)),
    TE.bind('baseline', () => readObservations(baselineFile(journal))),
    TE.chainEitherK(({ search, baseline }) =>
      compareObserved(search, baseline, baseline.header?.policy.name ?? 'the baseline'),
    ),
  )()
