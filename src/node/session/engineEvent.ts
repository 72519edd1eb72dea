import { type EngineProgress as EngineEvent } from '../../session/index.ts'
import { describeEngineProgress, type EngineProgress } from '../engine/index.ts'

/** The set-up of the engine as an event of a session. */
export const engineEvent = (progress: EngineProgress): EngineEvent => ({
  _tag: 'EngineProgress',
  text: describeEngineProgress(progress),
  ...(progress._tag === 'Bytes' ? { done: progress.done, total: progress.total } : {}),
})
