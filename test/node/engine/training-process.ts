import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, vi } from 'vitest'

/** The built module that loads the engine. */
export const engineModule: string = resolve(
  import.meta.dirname,
  '../../../dist/src/node/engine/index.js',
)

/** What the built package does in a process of its own: load the engine, add, train, write a summary. */
const program = `
import { createRequire } from 'node:module'
import * as tf from ${JSON.stringify(import.meta.resolve('@tensorflow/tfjs'))}
import { loadEngine } from ${JSON.stringify(engineModule)}
const [one, two] = await Promise.all([loadEngine(), loadEngine()])
if (one._tag === 'Left') throw new Error(one.left.message)
const node = createRequire(process.argv[2] + '/')('@tensorflow/tfjs-node')
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
const history = await model.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 2, verbose: 0 })
const writer = node.node.summaryFileWriter(process.argv[2] + '/events')
writer.scalar('loss', history.history.loss[0], 0)
writer.flush()
console.log(JSON.stringify({
  same: one.right === two.right,
  backend: tf.getBackend(),
  sum: tf.add(node.scalar(20), tf.scalar(22)).dataSync()[0],
  falls: history.history.loss[1] < history.history.loss[0],
  library: one.right,
  warnIsBack: console.warn.toString().includes('native code') || console.warn.name !== '',
}))
`

/** Makes a project without packages the place where the engine is looked for. */
export const standIn = (project: string): string => {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{}')
  vi.spyOn(process, 'cwd').mockReturnValue(project)
  return project
}

const trainIn = (
  node: string,
  project: string,
  cache: string,
): { readonly stderr: string; readonly measured: unknown } => {
  const file = join(project, 'train.mjs')
  writeFileSync(file, program)
  const { stdout, stderr } = spawnSync(node, [file, project], {
    cwd: project,
    env: { ...process.env, NODE_OPTIONS: '', RXNAS_CACHE: cache },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { stderr, measured: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') }
}

/** Trains by the engine of a cache in a project, in a process of a Node of its own, which is to say nothing. */
export const trainsWell = (node: string, project: string, cache: string): void => {
  expect(trainIn(node, project, cache)).toEqual({
    stderr: '',
    measured: {
      ...{ same: true, backend: 'tensorflow', sum: 42, falls: true },
      ...{ library: '2.16.1', warnIsBack: true },
    },
  })
  expect(readdirSync(join(project, 'events')).length).toBeGreaterThan(0)
}
