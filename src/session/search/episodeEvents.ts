import { filter, from, map, type Observable } from 'rxjs'
import {
  type Json,
  type Rewarded,
  rewardedCodec,
  type SearchEvent,
  type SearchSpace,
} from '../../core.ts'
import { type Recorded } from '../../../streams/index.ts'
import { isTagged } from '../events/isTagged.ts'
import { type EpisodeEvent, type PastEpisode, type SearchSide } from '../events/searchEvents.ts'

/** An episode with its architecture as JSON. */
const asJson = <A>(space: SearchSpace<A>): ((event: Rewarded<A>) => Rewarded<Json>) => {
  const { encode } = rewardedCodec(space)
  // A space's codec encodes to JSON.
  return (event) => encode(event) as Rewarded<Json>
}

/** The events of a search as a session's: architectures as JSON, policies without their states. */
export const episodeEvents =
  <A>(search: SearchSide, space: SearchSpace<A>) =>
  <S>(events: Observable<SearchEvent<A, S>>): Observable<EpisodeEvent> => {
    const encode = asJson(space)
    return events.pipe(
      map((event): EpisodeEvent => {
        switch (event._tag) {
          case 'Progress':
            return { ...event, search }
          case 'Rewarded':
            return { ...encode(event), search }
          case 'PolicyUpdated': {
            const { _tag, round, episodes, rewarded, figures } = event
            return { _tag, round, episodes, rewarded, figures, search }
          }
        }
      }),
    )
  }

/** The episodes that a journal holds, as those that were over before. */
export const pastEpisodes = <A>(
  search: SearchSide,
  space: SearchSpace<A>,
  lines: Recorded<A>,
): Observable<PastEpisode> => {
  const encode = asJson(space)
  return from(lines()).pipe(
    map(({ event }) => event),
    filter((event) => isTagged(event, 'Rewarded')),
    map((event): PastEpisode => ({ _tag: 'PastEpisode', search, episode: encode(event) })),
  )
}
