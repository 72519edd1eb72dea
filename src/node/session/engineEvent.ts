import { type EngineProgress } from '../../session/index.ts'
import { describeSetUpProgress, type SetUpProgress } from '../engine/index.ts'

/** The set-up of the engine as an event of a session. */
export const engineEvent = (progress: SetUpProgress): EngineProgress => ({
  _tag: 'EngineProgress',
  text: describeSetUpProgress(progress),
  ...(progress._tag === 'Bytes' ? { done: progress.done, total: progress.total } : {}),
})
