import { defer, forkJoin, from, map, type Observable, reduce } from 'rxjs'
import {
  type Comparison,
  compareSearches,
  type Observation,
  observationOf,
  headerDifference,
  type JournalHeader,
  type JournalLine,
} from '../../core.ts'
import { type Compared } from '../events/SessionEvent.ts'
import { type SearchContext } from './SearchContext.ts'

/** What a recorded search is, and what its episodes came to. */
export interface ObservedSearch {
  readonly header: JournalHeader | undefined
  readonly observations: ReadonlyArray<Observation>
}

/** Settings in which a search and its baseline differ by what they are. */
const expectedToDiffer = /^(policy|seed|package|warmStart)\b/

/** As JSON has it, so that a live event is what a reader of its line gets: an infinite bound is `null`. */
const asRead = (comparison: Comparison): Comparison =>
  JSON.parse(JSON.stringify(comparison)) as Comparison

/** What a journal's lines tell of its search. */
const observe = (
  lines: () => AsyncIterable<JournalLine<unknown>> | Iterable<JournalLine<unknown>>,
): Observable<ObservedSearch> =>
  defer(() => {
    const observations: Array<Observation> = []
    return from(lines()).pipe(
      reduce<JournalLine<unknown>, ObservedSearch>(
        (sofar, { event }) => {
          if (event._tag === 'Header') return { ...sofar, header: event }
          if (event._tag === 'Rewarded') observations.push(observationOf(event))
          return sofar
        },
        { header: undefined, observations },
      ),
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
