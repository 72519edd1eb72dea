import * as tf from '@tensorflow/tfjs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Task } from '../../../src/core.ts'
import { saveChecked } from '../../../src/node/worker-modules/saveChecked.ts'
import { buildMlp } from '../../../src/tfjs/children/mlp.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-checked-'))
beforeAll(() => tf.setBackend('cpu'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const task: Task = { input: [1], target: { _tag: 'Classes', count: 2 } }

it('a network that is sure of a wrong class is saved: its loss is compared as probabilities have it', async () => {
  const model = buildMlp(task)({ layers: [] }, 0)
  model.setWeights([tf.tensor2d([[-100, 100]]), tf.tensor1d([0, 0])])
  const examples = {
    inputs: tf.tensor2d([[1], [1]]),
    labels: tf.tensor1d([0, 1], 'int32'),
    count: 2,
  }
  expect(
    await saveChecked(model, join(folder, 'sure'), { task, labelScale: 1, examples })(),
  ).toEqual({
    _tag: 'Right',
    right: undefined,
  })
})
