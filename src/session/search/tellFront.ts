import { defer, EMPTY, filter, from, map, type Observable, toArray } from 'rxjs'
import { encodeArchitecture, paretoFront, printObjectives, type Rewarded } from '../../core.ts'
import { isTagged } from '../events/isTagged.ts'
import { type FrontFound, type FrontRecord } from '../events/resultEvents.ts'
import { type SearchContext } from './SearchContext.ts'

/** The front of a search for several objectives, from its journal; nothing of a search for one. */
export const tellFront = ({
  ports,
  plan: { objectives, journal },
  parts: { children },
  stopRequest,
}: SearchContext): Observable<FrontFound> => {
  if (objectives === undefined) return EMPTY
  const encode = encodeArchitecture(children.space)
  const recordOf = ({ outcome }: Rewarded<unknown>): ReadonlyArray<FrontRecord> =>
    outcome._tag === 'Trained'
      ? [
          {
            architecture: encode(outcome.validated.architecture),
            key: outcome.validated.key,
            metrics: outcome.metrics,
          },
        ]
      : []
  return stopRequest.endOnStop(() =>
    defer(() => from(ports.journals.lines(journal, children.space)())).pipe(
      map(({ event }) => event),
      filter((event) => isTagged(event, 'Rewarded')),
      toArray(),
      map((episodes) => ({
        _tag: 'FrontFound',
        objectives: printObjectives(objectives),
        front: paretoFront(objectives)(episodes).flatMap(({ episode }) => recordOf(episode)),
      })),
    ),
  )
}
