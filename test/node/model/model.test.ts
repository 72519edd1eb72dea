import * as tf from '@tensorflow/tfjs'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadModel, saveModel } from '../../../src/node/model/index.ts'
import { buildArticleCnn1d, withProbabilities } from '../../../src/tfjs/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-model-'))
beforeAll(() => tf.setBackend('cpu'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const child = () =>
  withProbabilities(
    buildArticleCnn1d({ length: 12, channels: 1, classes: 3, poolStride: 'size' })(
      { layers: [{ kernel: 3, filters: 4, pool: 2, dropout: 0.5 }] },
      1,
    ),
  )

describe('a saved model', () => {
  it('loads back and predicts the same, its dropout a standard one', async () => {
    const model = child()
    expect(await saveModel(model, join(folder, 'm'))).toMatchObject({ _tag: 'Right' })
    const loaded = await loadModel(join(folder, 'm'))
    if (loaded._tag === 'Left') throw new Error(loaded.left.message)
    const x = tf.ones([2, 12, 1])
    const [wanted, got] = [model, loaded.right].map((m) => (m.predict(x) as tf.Tensor).dataSync())
    expect(got).toEqual(wanted)
    expect(Array.from(got!.slice(0, 3)).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
    expect(loaded.right.layers.map((layer) => layer.getClassName())).toContain('Dropout')
    expect(readdirSync(folder)).toEqual(['m'])
  })

  it('that is not there, or lacks its weights, is told by a message', async () => {
    expect(await loadModel(join(folder, 'none'))).toMatchObject({ left: { _tag: 'ModelError' } })
    await saveModel(child(), join(folder, 'cut'))
    rmSync(join(folder, 'cut', 'weights.bin'))
    expect(await loadModel(join(folder, 'cut'))).toMatchObject({ left: { _tag: 'ModelError' } })
  })

  it('leaves nothing half-made where it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await saveModel(child(), join(folder, 'file', 'm'))).toMatchObject({ _tag: 'Left' })
    expect(readdirSync(folder).filter((name) => name.includes('staging'))).toEqual([])
  })
})
