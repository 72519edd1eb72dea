import { defer, endWith, forkJoin, from, ignoreElements, map, type Observable, tap } from 'rxjs'
import { type Comparison, compareSearches, headerDifference } from '../../core.ts'
import { type Recorded } from '../../../streams/index.ts'
import { type Compared } from '../events/resultEvents.ts'
import { gatherObserved, type ObservedSearch } from './ObservedSearch.ts'
import { type SearchContext } from './SearchContext.ts'

/** Settings in which a search and its baseline differ by what they are. */
const expectedToDiffer = /^(policy|seed|package|warmStart)\b/

/** As JSON has it, so that a live event is what a reader of its line gets: an infinite bound is `null`. */
const asRead = (comparison: Comparison): Comparison =>
  JSON.parse(JSON.stringify(comparison)) as Comparison

/** What a journal's lines tell of its search. */
const observe = (lines: Recorded<unknown>): Observable<ObservedSearch> =>
  defer(() => {
    const gathered = gatherObserved()
    return from(lines()).pipe(
      tap(({ event }) => {
        gathered.add(event)
      }),
      ignoreElements(),
      endWith(undefined),
      map(gathered.search),
    )
  })

/** Compares two recorded searches, one or more episodes each. */
export const comparedOf = (search: ObservedSearch, baseline: ObservedSearch): Compared => ({
  _tag: 'Compared',
  baseline: baseline.header?.policy.name ?? 'the baseline',
  comparison: asRead(compareSearches(search.observations, baseline.observations)),
  differences:
    search.header === undefined || baseline.header === undefined
      ? []
      : headerDifference(search.header, baseline.header)
          .map(({ path }) => path)
          .filter((path) => !expectedToDiffer.test(path)),
})

/** Compares the search of a session with its baseline, by their journals. */
export const compareWithBaseline = ({
  ports: { journals },
  plan: { journal },
  parts: { children },
}: SearchContext): Observable<Compared> =>
  forkJoin([
    observe(journals.lines(journal, children.space)),
    observe(journals.lines(journals.baselineOf(journal), children.space)),
  ]).pipe(map(([search, baseline]) => comparedOf(search, baseline)))
