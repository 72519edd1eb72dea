import * as E from 'fp-ts/lib/Either.js'
import { tsImport } from 'tsx/esm/api'
import type * as engines from '../../src/node/engine/index.ts'

/** Sets the native engine up before the first test, as the first search on a machine does. */
export default async (): Promise<void> => {
  // Vite would take ten times as long over these modules, at every run of a single test.
  const { describeSetUpProgress, ensureEngine } = (await tsImport(
    '../../src/node/engine/index.ts',
    import.meta.url,
  )) as typeof engines
  const engine = await ensureEngine({
    report: (progress) => {
      if (progress._tag === 'Step') console.log(`engine: ${describeSetUpProgress(progress)}`)
    },
  })
  if (E.isLeft(engine)) throw new Error(engine.left.message)
}
