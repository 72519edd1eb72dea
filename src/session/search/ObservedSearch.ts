import {
  type JournalEvent,
  type JournalHeader,
  type Observation,
  observationOf,
} from '../../core.ts'

/** What a recorded search is, and what its episodes came to. */
export interface ObservedSearch {
  readonly header: JournalHeader | undefined
  readonly observations: ReadonlyArray<Observation>
}

/** Gathers what a journal's events, one after the other, tell of its search. */
export const gatherObserved = (): {
  readonly add: (event: JournalEvent<unknown>) => void
  readonly search: () => ObservedSearch
} => {
  const observations: Array<Observation> = []
  let header: JournalHeader | undefined
  return {
    add: (event) => {
      if (event._tag === 'Header') header = event
      else if (event._tag === 'Rewarded') observations.push(observationOf(event))
    },
    search: () => ({ header, observations }),
  }
}
