import { type Json } from '../../space/index.ts'
import { type Rewarded } from '../Episode.ts'
import { type PolicyUpdated } from '../SearchEvent.ts'
import { type RoundEnd, type Snapshot } from './JournalEvent.ts'

/** Events of a search's stages that no journal holds. */
interface Unrecorded {
  readonly _tag:
    | 'Proposed'
    | 'RoundProposed'
    | 'Validated'
    // Rewarded holds what came of these.
    | 'Rejected'
    | 'Progress'
    | 'Failed'
    | 'Trained'
}

/**
 * What a journal holds of an event of a search: an episode that is over, and a round's end without
 * its state, which its episodes give again.
 */
export const recordedEvent = <A>(
  event: Rewarded<A> | Omit<PolicyUpdated<unknown>, 'state'> | Unrecorded,
): Rewarded<A> | RoundEnd | undefined => {
  if (event._tag === 'Rewarded') return event
  if (event._tag !== 'PolicyUpdated') return undefined
  const { _tag, round, episodes, rewarded, figures } = event
  return { _tag, round, episodes, rewarded, figures }
}

/** Encodes a policy's state; what a policy's codec encodes to is JSON. */
export interface StateCodec<S> {
  readonly codec: { readonly encode: (state: S) => unknown }
}

/** The snapshot of a policy's state after a round. */
export const snapshotOf = <S>(
  { codec }: StateCodec<S>,
  { round, episodes, state }: Pick<PolicyUpdated<S>, 'round' | 'episodes' | 'state'>,
): Snapshot => ({ _tag: 'Snapshot', round, episodes, state: codec.encode(state) as Json })

/** Whether a round's end is followed by a snapshot. Depends on the journal alone, so a resumed one has the same. */
export const snapshotDue = (every: number, before: number, episodes: number): boolean =>
  Math.floor(episodes / every) > Math.floor(before / every)
