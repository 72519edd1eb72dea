import { describeDifference, type HeaderDifference } from '../../src/episode/index.ts'

/** Why a policy cannot go on from a journal. */
export type PositionError =
  | { readonly _tag: 'PolicyDiverged'; readonly episode: number; readonly message: string }
  | { readonly _tag: 'PolicyOfAnotherSearch'; readonly message: string }
  | { readonly _tag: 'SnapshotNotRead'; readonly round: number; readonly message: string }

const cause =
  'The journal was written by other code of the policy, or on another kind of machine. Go on there, or begin a new search from its episodes by a warm start (rxnas search --warm-start JOURNAL).'

/** The journal names another policy than it is to be read by. */
export const policyOfAnotherSearch = (
  differences: ReadonlyArray<HeaderDifference>,
): PositionError => ({
  _tag: 'PolicyOfAnotherSearch',
  message: `The journal is of another policy than this one: ${describeDifference(differences)}. Give it the policy that it names.`,
})

/** The policy proposes something else than the journal has of an episode. */
export const otherProposal = (
  episode: number,
  recorded: string,
  proposed: string,
): PositionError => ({
  _tag: 'PolicyDiverged',
  episode,
  message: `Episode ${episode + 1} was ${recorded}, but the policy now proposes ${proposed}. ${cause}`,
})

/** The policy comes to another state than the journal has. */
export const otherState = (episode: number): PositionError => ({
  _tag: 'PolicyDiverged',
  episode,
  message: `After episode ${episode} the policy comes to another state than the journal has. ${cause}`,
})

/** The policy cannot read a state that the journal has. */
export const snapshotNotRead = (round: number, policy: string): PositionError => ({
  _tag: 'SnapshotNotRead',
  round,
  message: `The policy ${policy} cannot read the state that the journal has after round ${round + 1}. ${cause}`,
})
