import * as E from 'fp-ts/lib/Either.js'
import { engineEvent, ensureEngine } from '../node/index.ts'
import { engineReport } from './engineReport.ts'
import { stderr } from './output.ts'

/** Sets the native engine up where it is not, with a report on standard error. */
export const engineReady = async (): Promise<E.Either<string, void>> => {
  const report = engineReport(stderr)
  const engine = await ensureEngine({
    report: (progress) => {
      report(engineEvent(progress))
    },
  })
  return E.isLeft(engine) ? E.left(engine.left.message) : E.right(undefined)
}
