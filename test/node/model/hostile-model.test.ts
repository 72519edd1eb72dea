import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  linearFolder,
  loadModel,
  type ModelCard,
  openNetwork,
  readCard,
  saveModel,
  writeCard,
} from '../../../src/node/model/index.ts'
import { readRegularFile } from '../../../src/node/files/index.ts'
import { unbuildable } from '../../../src/node/model/unbuildable.ts'
import { buildMlp, predictExamples, withProbabilities } from '../../../src/tfjs/index.ts'

const root = mkdtempSync(join(tmpdir(), 'rxnas-hostile-'))
beforeAll(() => tf.setBackend('cpu'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const task = { input: [3], target: { _tag: 'Classes', count: 2 } } as const

const network = (): tf.LayersModel =>
  withProbabilities(
    buildMlp(task)({ layers: [{ units: 4, activation: 'relu', batchNorm: false, dropout: 0 }] }, 1),
  )

const card: ModelCard = {
  _tag: 'ModelCard',
  version: 1,
  created: '2026-11-28',
  data: { source: 'x.csv', sha256: '', report: [], train: 1, validation: 1, test: 1 },
  task,
  preparation: {
    _tag: 'Table',
    columns: ['a', 'b', 'c'].map((name) => ({
      _tag: 'Number',
      name,
      mean: 0,
      deviation: 1,
      flagged: false,
    })),
    target: { _tag: 'Classes', names: ['no', 'yes'] },
    targetColumn: 'y',
  },
  family: { _tag: 'Named', name: 'mlp', settings: {} },
  architecture: {},
  search: null,
  training: { budget: { epochs: 1 }, seed: 1, threads: 1 },
  metrics: {},
  versions: {},
}

interface Manifest {
  paths: Array<string>
  weights: Array<{ name: string; shape: Array<number>; dtype: string }>
}
interface Topology {
  config: { layers: Array<Record<string, unknown>> }
}
interface Json {
  modelTopology: Topology
  weightsManifest: [Manifest]
}

describe('a model of somebody else', () => {
  const good = join(root, 'good')
  let at = ''
  let n = 0
  beforeAll(async () => {
    const model = network()
    await saveModel(model, good)
    writeCard(good, card)
    model.dispose()
  })
  beforeEach(() => {
    at = join(root, `m${++n}`)
    cpSync(good, at, { recursive: true })
  })

  const edit = (change: (json: Json) => void): void => {
    const file = join(at, 'model.json')
    const json = JSON.parse(readFileSync(file, 'utf8')) as Json
    change(json)
    writeFileSync(file, JSON.stringify(json))
  }
  /** Why the network in the folder is not opened; its tensors are gone. */
  const why = async (): Promise<string> => {
    const { numTensors } = tf.memory()
    const saved = readCard(at)
    if (E.isLeft(saved)) return saved.left.message
    const opened = await openNetwork(saved.right, at)
    if (E.isRight(opened)) {
      opened.right.dispose()
      return 'opened'
    }
    expect(tf.memory().numTensors).toBe(numTensors)
    return opened.left.message
  }

  it('is opened as it was saved', async () => {
    expect(await why()).toBe('opened')
  })

  it.each([
    ['../good/weights.bin'],
    ['/etc/hostname'],
    ['..'],
    ['.'],
    [''],
    ['sub/weights.bin'],
    ['..\\weights.bin'],
    ['weights.bin\0'],
  ])('does not name files outside its folder: %j', async (path) => {
    edit(({ weightsManifest: [manifest] }) => (manifest.paths = [path]))
    expect(await why()).toMatch(/not that of a LayersModel.*weightsManifest\.0\.paths\.0/)
  })

  it('does not link to files outside its folder', async () => {
    rmSync(join(at, 'weights.bin'))
    symlinkSync(join(good, 'weights.bin'), join(at, 'weights.bin'))
    expect(await why()).toContain('weights.bin is a link, not a file')
  })

  it.each([
    ['units', 2_000_000_000],
    ['units', 40],
    ['units', 1e300],
  ])('whose layer is said to have %s of %d takes no memory for them', async (key, size) => {
    edit(({ modelTopology }) => {
      for (const layer of modelTopology.config.layers) {
        const config = layer['config'] as Record<string, unknown>
        if (key in config) config[key] = size
      }
    })
    expect(await why()).toMatch(
      /tfjs does not build it \(its layers have more weights than model\.json/,
    )
  })

  it('whose layer puts out more than memory holds is refused', async () => {
    edit(({ modelTopology }) => {
      modelTopology.config.layers = [
        {
          class_name: 'ZeroPadding2D',
          config: {
            name: 'padded',
            padding: [
              [0, 90_000],
              [0, 90_000],
            ],
            batch_input_shape: [null, 4, 4, 1],
            data_format: 'channels_last',
          },
        },
      ]
      Object.assign(modelTopology, { class_name: 'Sequential' })
      Object.assign(modelTopology.config, { name: 'padding' })
    })
    expect(await why()).toContain('puts out more numbers than are held in memory')
  })

  describe('with quantized weights', () => {
    /** The weights' numbers in fewer bits, each as `(value - min) / scale`. */
    const quantize = (
      bits: 8 | 16,
      change: (entry: Record<string, unknown>) => void = () => {},
    ) => {
      const values = new Float32Array(Uint8Array.from(readFileSync(join(at, 'weights.bin'))).buffer)
      let from = 0
      const parts: Array<Buffer> = []
      edit(({ weightsManifest: [{ weights }] }) => {
        for (const entry of weights) {
          const size = entry.shape.reduce((a, b) => a * b, 1)
          const own = values.subarray(from, from + size)
          from += size
          const min = Math.min(...own)
          const scale = Math.max(1e-6, (Math.max(...own) - min) / (2 ** bits - 1))
          const codes = Array.from(own, (value) => Math.round((value - min) / scale))
          const stored = bits === 8 ? Uint8Array.from(codes) : Uint16Array.from(codes)
          parts.push(Buffer.from(stored.buffer))
          Object.assign(entry, { quantization: { dtype: `uint${bits}`, min, scale } })
          change(entry)
        }
      })
      writeFileSync(join(at, 'weights.bin'), Buffer.concat(parts))
    }
    const weightsOf = async (folder: string): Promise<ReadonlyArray<number>> => {
      const loaded = await loadModel(folder)
      if (E.isLeft(loaded)) throw new Error(loaded.left.message)
      const all = loaded.right.weights.flatMap((weight) => [...weight.read().dataSync()])
      loaded.right.dispose()
      return all
    }

    it.each([8, 16] as const)(
      'of %d bits is opened, with the weights that they stand for',
      async (bits) => {
        quantize(bits)
        expect(await why()).toBe('opened')
        const [exact, rounded] = [await weightsOf(good), await weightsOf(at)]
        expect(rounded).toHaveLength(exact.length)
        for (const [i, value] of rounded.entries())
          expect(Math.abs(value - exact[i]!)).toBeLessThan(4 / 2 ** bits)
      },
    )

    it.each([
      ['no scale', { dtype: 'uint8', min: 0 }],
      ['a scale that is no number', { dtype: 'uint8', min: 0, scale: '1' }],
      ['a scale without end', { dtype: 'uint8', min: 0, scale: 1e300 }],
      ['bits that are none', { dtype: 'uint4', min: 0, scale: 1 }],
    ])('with %s is refused', async (_, quantization) => {
      quantize(8, (entry) => (entry['quantization'] = quantization))
      expect(await why()).toMatch(
        /not that of a LayersModel|not those of its layers|no finite number/,
      )
    })
  })

  it.each([
    ['"train": 1', '"train": 1e300', 'data.train is wrong'],
    ['"test": 1', '"test": -2', 'data.test is wrong'],
    ['"threads": 1', '"threads": 1000000000', 'training.threads is wrong'],
    ['"metrics": {}', '"metrics": { "testLoss": 1e999 }', '1e999 as metrics.testLoss'],
    ['"metrics": {}', '"metrics": { "a": 1, "a": 2 }', 'has the key "a" twice'],
    ['"seed": 1', '"seed": 1, "seed": 1', 'has the key "seed" twice'],
    ['"count": 2', '"count": -2', 'task.target'],
    ['"input": [', '"input": [0, ', 'task.input.0 is wrong'],
  ])('with a card that has %s as %s is refused by its place', async (from, to, reason) => {
    const file = join(at, 'card.json')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(from)
    writeFileSync(file, text.replace(from, to))
    expect(await why()).toContain(reason)
  })

  it('with a key twice in its model.json is refused', async () => {
    const file = join(at, 'model.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{"format":"x","format":"x",'))
    expect(await why()).toContain('has the key "format" twice (line 1)')
  })

  it.each(['weights.bin', 'model.json', 'card.json'])(
    'that has a pipe or a folder for %s is refused at once',
    async (name) => {
      rmSync(join(at, name))
      execFileSync('mkfifo', [join(at, name)])
      expect(await why()).toMatch(/is no regular file/)
      rmSync(join(at, name))
      mkdirSync(join(at, name))
      expect(await why()).toMatch(/is no regular file|is a folder, not a file/)
    },
  )

  it('has weights of the sizes, names and shapes that its layers have', async () => {
    truncateSync(join(at, 'weights.bin'), 40)
    expect(await why()).toMatch(/40 bytes, but model.json describes 104/)
    copyFileSync(join(good, 'weights.bin'), join(at, 'weights.bin'))
    edit(({ weightsManifest: [{ weights }] }) => (weights[0]!.shape = [4, 3]))
    expect(await why()).toMatch(/its weights are not those of its layers/)
    edit(({ weightsManifest: [{ weights }] }) => {
      weights[0]!.shape = [3, 4]
      weights[0]!.name = 'other/kernel'
    })
    expect(await why()).toMatch(/its weights are not those of its layers/)
    edit(({ weightsManifest: [{ weights }] }) => (weights[0]!.shape = [-3, 4.5]))
    expect(await why()).toMatch(/weights\.0/)
  })

  it.each([NaN, Infinity, -Infinity])('has no weight that is %s', async (value) => {
    const bytes = readFileSync(join(at, 'weights.bin'))
    bytes.writeFloatLE(value, 8)
    writeFileSync(join(at, 'weights.bin'), bytes)
    expect(await why()).toMatch(/its weight dense_1\/kernel holds what is no finite number/)
  })

  it('does not lead back to itself, which tfjs would build for ever', async () => {
    const inputsOf = (layers: ReadonlyArray<Record<string, unknown>>, name: string) =>
      layers.find((layer) => layer['name'] === name)!
    edit(({ modelTopology: { config } }) => {
      inputsOf(config.layers, 'dense_1')['inbound_nodes'] = [[['outputs', 0, 0, {}]]]
    })
    expect(await why()).toMatch(/"\w+" whose inputs can never be made/)
    edit(({ modelTopology: { config } }) => {
      inputsOf(config.layers, 'dense_1')['inbound_nodes'] = [[['nowhere', 0, 0, {}]]]
    })
    expect(await why()).toMatch(/can never be made/)
    edit(({ modelTopology: { config } }) => {
      inputsOf(config.layers, 'dense_1')['inbound_nodes'] = [[['dense_1_input', 7, 0, {}]]]
    })
    expect(await why()).toMatch(/can never be made/)
  })

  it('is JSON, not too deep, and of a known form', async () => {
    for (const [text, reason] of [
      ['{', /is no JSON/],
      ['[]', /not that of a LayersModel/],
      ['{"modelTopology":{},"weightsManifest":[{"paths":["x"]}]}', /weightsManifest\.0\.weights/],
      [
        `{"modelTopology":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)},"weightsManifest":[]}`,
        /./,
      ],
    ] as const) {
      writeFileSync(join(at, 'model.json'), text)
      expect(await why()).toMatch(reason)
    }
  })

  it('belongs to its card', async () => {
    const withCard = (change: Partial<ModelCard>): Promise<string> => {
      writeCard(at, { ...card, ...change })
      return why()
    }
    const { preparation } = card
    const number = { _tag: 'Number', mean: 0, deviation: 1 } as const
    const three = { _tag: 'Classes', count: 3 } as const
    const names = ['a', 'b', 'c']
    expect(await withCard({ task: { ...task, target: three } })).toMatch(
      /names 2 classes, but its task has 3/,
    )
    expect(await withCard({ preparation: { ...preparation, target: number } })).toMatch(
      /one has classes, the other a number/,
    )
    expect(
      await withCard({
        task: { ...task, target: three },
        preparation: { ...preparation, target: { _tag: 'Classes', names } },
      }),
    ).toMatch(/puts out 2 numbers an example, but the card has 3 classes/)
    expect(await withCard({ task: { ...task, input: [2] } })).toMatch(
      /reads 3 numbers an example, but the card has 2/,
    )
    expect(await withCard({})).toBe('opened')
  })

  it('gives probabilities where its card says classes', async () => {
    const logits = buildMlp(task)({ layers: [] }, 1)
    await saveModel(logits, at)
    writeCard(at, card)
    logits.dispose()
    expect(await why()).toMatch(/does not end in a softmax/)
  })

  it('is told by loadModel alone, too', async () => {
    edit(({ weightsManifest: [manifest] }) => (manifest.paths = ['../good/weights.bin']))
    expect(await loadModel(at)).toMatchObject({ left: { _tag: 'ModelError' } })
  })
})

describe('the linear model beside a network', () => {
  it('has a card of its own, by which it is read and opened as any network', async () => {
    const at = join(root, 'with-linear')
    const [model, linear] = [network(), withProbabilities(buildMlp(task)({ layers: [] }, 1))]
    await saveModel(model, at)
    await saveModel(linear, join(at, linearFolder))
    const metrics = { accuracy: 0.9, testAccuracy: 0.8, testExamples: 9, linearAccuracy: 0.7 }
    writeCard(at, { ...card, metrics })
    const saved = readCard(join(at, linearFolder))
    if (E.isLeft(saved)) throw new Error(saved.left.message)
    expect(saved.right.card).toMatchObject({
      family: { name: 'mlp' },
      architecture: { layers: [] },
      search: null,
    })
    expect(saved.right.card.metrics).toEqual({ testAccuracy: 0.7 })
    const opened = await openNetwork(saved.right, at)
    expect(E.isRight(opened) && opened.right.countParams()).toBe(8)
    const own = readCard(at)
    expect(E.isRight(own) && own.right.card.metrics).toEqual(metrics)
  })
})

describe('what a network says', () => {
  const examples = (values: ReadonlyArray<number>) => ({
    count: values.length / 3,
    shape: [3],
    values: Float32Array.from(values),
    scale: 1,
  })

  it('is refused where it is no finite number, by the example', async () => {
    const model = network()
    const { numTensors } = tf.memory()
    const said = await predictExamples(model, examples([1, 2, 3, 1, NaN, 3]))
    expect(said).toMatchObject({
      left: {
        _tag: 'PredictionError',
        message: expect.stringContaining('NaN for example 2') as unknown,
      },
    })
    expect(tf.memory().numTensors).toBe(numTensors)
    const all = await predictExamples(
      model,
      examples(Array.from({ length: 3600 }, (_, i) => i / 900)),
    )
    expect(E.isRight(all) && all.right.map(([a = NaN, b = NaN]) => a + b)).toHaveLength(1200)
    model.dispose()
  })

  it('is refused where the examples are of another shape', async () => {
    const model = network()
    const said = await predictExamples(model, { ...examples([1, 2]), count: 1, shape: [2] })
    expect(said).toMatchObject({
      left: { message: 'The network reads examples of 3 numbers, but these have 2.' },
    })
    model.dispose()
  })
})

describe('unbuildable', () => {
  const layer = (name: string, inbound_nodes: unknown, class_name = 'Dense') => ({
    name,
    class_name,
    config: { name },
    inbound_nodes,
  })
  const graph = (...layers: ReadonlyArray<unknown>) => ({
    class_name: 'Model',
    config: { layers, input_layers: [], output_layers: [] },
  })
  const input = layer('in', [], 'InputLayer')
  const from = (name: string, use = 0) => [name, use, 0, {}]

  it('takes layers in any order, and layers used several times, by each other too', () => {
    expect(
      unbuildable(graph(layer('b', [[from('a')]]), layer('a', [[from('in')]]), input)),
    ).toBeUndefined()
    // a(b(a(b(in))))
    const a = layer('a', [[from('b')], [from('b', 1)]])
    const b = layer('b', [[from('in')], [from('a')]])
    expect(unbuildable(graph(a, b, input))).toBeUndefined()
  })

  it.each<[string, unknown, RegExp]>([
    ['a loop of two', graph(input, layer('a', [[from('b')]]), layer('b', [[from('a')]])), /never/],
    ['itself', graph(input, layer('a', [[from('a')]])), /"a" whose inputs can never be made/],
    ['a model within', { x: [graph(input), { y: graph(layer('a', [[from('a')]])) }] }, /never/],
    [
      'other keys',
      graph({ ...layer('a', 1), inbound_nodes: undefined, inbound__nodes: [[from('a')]] }),
      /never|twice/,
    ],
    ['two keys', graph({ ...layer('a', []), inboundNodes: [[from('a')]] }), /twice/],
    ['two names', graph(input, input), /two layers of one name/],
    ['another name within', graph({ ...layer('a', []), config: { name: 'b' } }), /not as tfjs/],
    ['a prototype', JSON.parse('{"layers":[],"__proto__":{"layers":[]}}'), /may be called/],
    ['no list', graph(layer('a', [['in', 0, 0]])), /not as tfjs/],
    ['part of a use', graph(layer('a', [[['in', 0.5, 0]]])), /not as tfjs/],
    ['too many', { layers: Array.from({ length: 10_001 }, () => ({})) }, /more than 10000 layers/],
  ])('tells %s', (_, topology, reason) => {
    expect(unbuildable(topology)).toMatch(reason)
  })
})

describe('readRegularFile', () => {
  it('reads a file up to its limit, through a link where it may', () => {
    const file = join(root, 'file')
    writeFileSync(file, 'twelve bytes')
    symlinkSync(file, join(root, 'link'))
    expect(readRegularFile(file, { limit: 12 })).toEqual(E.right(Buffer.from('twelve bytes')))
    expect(readRegularFile(file, { limit: 11 })).toEqual(
      E.left('has 12 bytes, more than the 11 that are read'),
    )
    expect(E.isRight(readRegularFile(join(root, 'link'), { limit: 99 }))).toBe(true)
    expect(readRegularFile(join(root, 'link'), { limit: 99, followLinks: false })).toEqual(
      E.left('is a link, not a file'),
    )
    expect(readRegularFile('/dev/zero', { limit: 99 })).toEqual(E.left('is no regular file'))
    expect(readRegularFile(join(file, 'x'), { limit: 99 })).toEqual(E.left('does not exist'))
  })
})
