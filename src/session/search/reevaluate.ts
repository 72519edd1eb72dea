import { concatMap, from, type Observable, scan, startWith } from 'rxjs'
import { encodeArchitecture } from '../../core.ts'
import { reevaluateBest, ranking, rescore } from '../../../streams/index.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type SearchContext } from './SearchContext.ts'

interface Counted {
  readonly trainings: number
  readonly events: ReadonlyArray<SessionEvent>
}

/**
 * Trains the best children of a recorded search again, by other seeds, before one is declared the
 * best. It stands on the journal alone, so a search that is stopped here does the same again when it
 * goes on.
 */
export const reevaluate = ({
  ports,
  plan,
  parts: { children, reward },
  pool,
}: SearchContext): Observable<SessionEvent> => {
  const { budget, seed, workers, confirm: top, journal } = plan
  const { space } = children
  const encode = encodeArchitecture(space)
  return rescore(ports.journals.lines(journal, space), reward).pipe(
    ranking(),
    reevaluateBest({ trainer: pool.trainer, reward, budget, seed, top, workers }),
    scan(
      ({ trainings }: Counted, event): Counted => {
        switch (event._tag) {
          case 'Progress':
            return { trainings, events: [] }
          case 'Rewarded':
            return {
              trainings: trainings + 1,
              events: [{ _tag: 'Reevaluated', trainings: trainings + 1, reward: event.reward }],
            }
          case 'Confirmed':
            return {
              trainings,
              events: [
                {
                  _tag: 'Confirmed',
                  contenders: event.contenders.map((one) => ({
                    ...one,
                    architecture: encode(one.architecture),
                  })),
                },
              ],
            }
        }
      },
      { trainings: 0, events: [] },
    ),
    concatMap(({ events }) => from(events)),
    startWith<SessionEvent>({ _tag: 'ReevaluationBegan', top }),
  )
}
