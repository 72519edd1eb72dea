import * as E from 'fp-ts/lib/Either.js'
import { engineEvent, type EngineError, ensureEngine } from '../../node/index.ts'
import { engineReport } from './engineReport.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, stderr } from '../output.ts'

/** Tells why there is no engine, and gives the status that its command ends with. */
export const engineFailed = ({ _tag, message }: EngineError): number => {
  if (_tag !== 'Interrupted') return failedWith(message)
  note(message)
  return status.interrupted
}

/** Sets the native engine up where it is not, with a report on standard error; or the command's status. */
export const engineReady = async (): Promise<E.Either<number, void>> => {
  const report = engineReport(stderr)
  const engine = await ensureEngine({
    report: (progress) => {
      report(engineEvent(progress))
    },
  })
  return E.isLeft(engine) ? E.left(engineFailed(engine.left)) : E.right(undefined)
}
