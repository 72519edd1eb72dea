import { counted } from '../../src/common/index.ts'

/** The pipeline of a search gave back something else than the episodes that it was given, each once and in order. */
export interface PipelineBroke {
  readonly _tag: 'PipelineBroke'
  /** The round that was under way. */
  readonly round: number
  /** Its episodes that were due and had not come. */
  readonly missing: ReadonlyArray<number>
  /** Episodes that had come before. */
  readonly repeated: ReadonlyArray<number>
  readonly message: string
}

const listed = (episodes: ReadonlyArray<number>): string =>
  `${episodes.length === 1 ? 'episode' : 'episodes'} ${episodes
    .slice(0, 5)
    .map((episode) => episode + 1)
    .join(', ')}${episodes.length > 5 ? ` and ${counted(episodes.length - 5, 'other')}` : ''}`

/**
 * A {@link PipelineBroke}.
 *
 * @param came - what came instead, or how the pipeline ended, to stand after "The pipeline of searchLoop"
 */
export const pipelineBroke = (
  round: number,
  came: string,
  {
    missing = [],
    repeated = [],
  }: { readonly missing?: ReadonlyArray<number>; readonly repeated?: ReadonlyArray<number> },
): PipelineBroke => ({
  _tag: 'PipelineBroke',
  round,
  missing,
  repeated,
  message: `The pipeline of searchLoop ${came} in round ${round + 1}${
    missing.length === 0 ? '' : `, where ${listed(missing)} had not come`
  }. It has to give back every episode once, in the order of the proposals, and then the round's RoundProposed: refuse a child (Rejected) rather than filter it out, let RoundProposed pass, and keep the order (concatMap, not mergeMap).`,
})
