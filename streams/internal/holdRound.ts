import { concat, concatMap, defer, EMPTY, from, type Observable, of } from 'rxjs'

interface Tagged {
  readonly _tag: string
}

type ProgressOf<E extends Tagged> = Extract<E, { readonly _tag: 'Progress' }>

const isProgress = <E extends Tagged>(event: E): event is ProgressOf<E> => event._tag === 'Progress'

/**
 * Holds the events of a round back until its end, and then releases what is made of them, but lets
 * progress pass at once. What is still held when the source ends is released as a last round. A
 * subscription to what this gives is one sequence of rounds.
 *
 * @param release - given the events of a round in order, the last of which is its `RoundProposed`
 */
export const holdRound =
  <In extends Tagged, Out>(release: (round: ReadonlyArray<In>) => ReadonlyArray<Out>) =>
  (source: Observable<In>): Observable<Out | ProgressOf<In>> =>
    defer(() => {
      let held: Array<In> = []
      const releaseHeld = (): Observable<Out> => {
        const round = held
        held = []
        return from(release(round))
      }
      return concat(
        source.pipe(
          concatMap((event): Observable<Out | ProgressOf<In>> => {
            if (isProgress(event)) return of(event)
            held.push(event)
            return event._tag === 'RoundProposed' ? releaseHeld() : EMPTY
          }),
        ),
        defer(releaseHeld),
      )
    })
