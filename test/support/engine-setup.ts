import * as E from 'fp-ts/lib/Either.js'
import { describeSetUpProgress, ensureEngine } from '../../src/node/engine/index.ts'

/** Sets the native engine up before the first test, as the first search on a machine does. */
export default async (): Promise<void> => {
  const engine = await ensureEngine({
    report: (progress) => {
      if (progress._tag === 'Step') console.log(`engine: ${describeSetUpProgress(progress)}`)
    },
  })
  if (E.isLeft(engine)) throw new Error(engine.left.message)
}
