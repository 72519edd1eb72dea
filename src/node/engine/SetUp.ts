import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type EngineError, fileError } from './EngineError.ts'
import { type SetUpProgress } from './SetUpProgress.ts'

/** What every step of a set-up is given. */
export interface SetUp {
  /** The folder in which the engine is made before it is moved to its place. */
  readonly staging: string
  readonly report: (progress: SetUpProgress) => void
  readonly signal: AbortSignal | undefined
}

/** Tells that a step begins. */
export const step =
  ({ report }: SetUp, text: string, bytes?: number): (() => void) =>
  () => {
    report({ _tag: 'Step', text, ...(bytes === undefined ? {} : { bytes }) })
  }

/** File operations in a folder of the cache; their failure says what it means for the set-up. */
export const inFolder = <A>(
  folder: string,
  run: () => A | Promise<A>,
): TaskEither<EngineError, A> =>
  TE.tryCatch(
    async () => await run(),
    (error) => fileError(folder, error),
  )
