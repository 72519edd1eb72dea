import * as E from 'fp-ts/lib/Either.js'
import { lastLines } from '../process/lastText.ts'
import { runTool } from '../process/runTool.ts'
import { type EngineError, interrupted, toolError } from './EngineError.ts'
import { engineEnvironment } from './environment.ts'

const script = `
const util = require('node:util')
util.isNullOrUndefined = (v) => v === null || v === undefined
util.isArray = Array.isArray
console.warn = () => undefined
process.on('uncaughtException', (error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
const tf = require(process.argv[1])
const [sum] = tf.add(20, 22).dataSync()
console.log('engine says ' + sum + ' by ' + tf.getBackend() + ', libtensorflow ' + tf.backend().binding.TF_Version)
`

/** Loads a tfjs-node package in a process of its own and adds two numbers: what a broken one breaks is that process. */
export const verifyEngine = async (
  tfjsNode: string,
  signal?: AbortSignal,
): Promise<E.Either<EngineError, string>> => {
  const ran = await runTool(process.execPath, ['--no-warnings', '-e', script, tfjsNode], {
    environment: { ...process.env, ...engineEnvironment() },
    signal,
    stallSeconds: 120,
  })
  if (ran.ended === 'aborted') return E.left(interrupted)
  const version = /engine says 42 by tensorflow, libtensorflow (\S+)/.exec(ran.output)?.[1]
  return version === undefined
    ? E.left(
        toolError(
          'LoadFailed',
          tfjsNode,
          `The native engine in ${tfjsNode} does not load (status ${ran.status}). It printed`,
          lastLines(ran.output),
        ),
      )
    : E.right(version)
}
