/** A round about to begin: the policy's state that proposes it, and which episodes it holds. */
export interface Round<S> {
  readonly _tag: 'Round'
  /** The round's number, from 0. */
  readonly round: number
  readonly state: S
  readonly firstEpisode: number
  /** How many episodes it proposes. */
  readonly batch: number
}

/**
 * The end of a round's proposals, and the policy's state after them. It follows the proposals through
 * the pipeline in order, so a stage that meets it has seen every episode of the round.
 */
export interface RoundProposed<S> {
  readonly _tag: 'RoundProposed'
  readonly round: number
  readonly state: S
  /** Episodes proposed so far in the search. */
  readonly episodes: number
}
