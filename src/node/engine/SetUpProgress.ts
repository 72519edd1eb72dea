/** What the set-up of the engine is doing. */
export type SetUpProgress =
  | { readonly _tag: 'Step'; readonly text: string; readonly bytes?: number }
  | { readonly _tag: 'Bytes'; readonly done: number; readonly total: number }

const mega = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** A piece of progress as a person reads it. */
export const describeSetUpProgress = (progress: SetUpProgress): string =>
  progress._tag === 'Step'
    ? progress.bytes === undefined
      ? progress.text
      : `${progress.text} (${mega(progress.bytes)})`
    : `${mega(progress.done)} of ${mega(progress.total)}, ${Math.floor((100 * progress.done) / progress.total)} %`
