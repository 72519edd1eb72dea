import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as prettier from 'prettier'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildMlp,
  buildArticleCnn1d,
  toTypeScript,
  type ToTypeScriptOptions,
  withProbabilities,
} from '../../src/tfjs/index.ts'
import { standardLayers } from '../../src/tfjs/model/typescript/standardLayers.ts'
import { backends, useBackend } from '../support/backends.ts'

// Inside the package, so that '@tensorflow/tfjs' is found.
const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules', '.cache')
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, 'to-typescript-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a written module exports. */
interface Written {
  readonly build: () => tf.LayersModel
  readonly load?: () => tf.LayersModel
}

const sourceOf = async (model: tf.LayersModel, options?: ToTypeScriptOptions): Promise<string> => {
  const source = await toTypeScript(model, options)
  if (E.isLeft(source)) throw new Error(source.left.message)
  return source.right
}

let files = 0
const imported = async (source: string): Promise<Written> => {
  const file = join(folder, `model-${++files}.mjs`)
  const { ModuleKind, ScriptTarget } = ts
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 }
  writeFileSync(file, ts.transpileModule(source, { compilerOptions }).outputText)
  return (await import(pathToFileURL(file).href)) as Written
}

/** What the compiler says of the sources under this repository's flags. */
const complaints = (sources: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = sources.map((_, i) => join(folder, `source-${i}.mts`))
  for (const [i, name] of names.entries()) writeFileSync(name, sources[i]!)
  const file = ts.readJsonConfigFile(join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name))
  const { options } = ts.parseJsonSourceFileConfigFileContent(file, ts.sys, root)
  const program = ts.createProgram(names, { ...options, types: [] })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

/** The model with other weights than fresh ones. */
const trained = <M extends tf.LayersModel>(model: M): M => {
  tf.tidy(() =>
    model.setWeights(
      model.getWeights().map(({ shape }, i) => tf.randomUniform(shape, 0.1, 0.9, 'float32', i + 1)),
    ),
  )
  return model
}

type Symbolic = tf.SymbolicTensor
const through = (x: Symbolic | Array<Symbolic>, ...layers: Array<tf.layers.Layer>): Symbolic =>
  layers.reduce((y, layer) => layer.apply(y) as Symbolic, x as Symbolic)

/** A model of an input through layers. */
const chain = (shape: Array<number>, ...layers: Array<tf.layers.Layer>): tf.LayersModel => {
  const inputs = tf.input({ shape })
  return tf.model({ inputs, outputs: through(inputs, ...layers) })
}

const l = tf.layers
const same = { padding: 'same' } as const

const seedChild = (): tf.LayersModel =>
  buildArticleCnn1d({ length: 12, channels: 1, classes: 3, poolStride: 'one' })(
    {
      layers: [
        { kernel: 3, filters: 4, pool: 2, dropout: 0.2 },
        { kernel: 2, filters: 2, pool: 1, dropout: 0 },
      ],
    },
    1,
  )

const mlp = (): tf.LayersModel =>
  buildMlp({ input: [5], target: { _tag: 'Classes', count: 3 } })(
    {
      layers: [
        { units: 8, activation: 'tanh', batchNorm: true, dropout: 0.5 },
        { units: 4, activation: 'relu', batchNorm: false, dropout: 0 },
      ],
    },
    1,
  )

/** Branches, merges, tensors of several uses, and names that are no identifiers. */
const residual = (): tf.LayersModel => {
  const inputs = tf.input({ name: 'image', shape: [8, 8, 3] })
  const stem = through(
    inputs,
    l.conv2d({ name: 'stem', filters: 4, kernelSize: 3, ...same, useBias: false }),
    l.batchNormalization({ name: 'stem/norm', epsilon: 0.01 }),
    l.reLU({ name: 'class' }),
  )
  const branch = through(
    stem,
    l.conv2d({ name: '2nd.conv', filters: 4, kernelSize: [3, 5], ...same, activation: 'relu' }),
    l.reLU({ name: '3' }),
    l.conv2d({ name: 'class.', filters: 4, kernelSize: 1 }),
    l.conv2d({ name: 'class-', filters: 4, kernelSize: 1, trainable: false }),
  )
  const sum = through([stem, branch], l.add({ name: 'input' }))
  const wide = through(
    [sum, stem, branch],
    l.concatenate({ name: 'a-name-much-longer-than-what-one-line-of-code-has-room-for' }),
  )
  const outputs = through(
    wide,
    l.globalAveragePooling2d({ name: 'global_pool' }),
    l.dense({ name: 'probabilities', units: 5, activation: 'softmax' }),
  )
  return tf.model({ name: 'it\'s a "residual" \\ network', inputs, outputs })
}

/** Two layers that are applied twice, once to each other's outputs. */
const sharing = (): tf.LayersModel => {
  const inputs = tf.input({ name: 'x', shape: [4] })
  const shared = l.dense({ name: 'shared', units: 4, activation: 'tanh' })
  const norm = l.batchNormalization({ name: 'norm' })
  const first = through(inputs, l.dense({ name: 'own', units: 4 }), shared, norm)
  const second = through(first, norm, shared)
  return tf.model({ inputs, outputs: through([first, second], l.multiply({ name: 'product' })) })
}

const ruled = (): tf.LayersModel =>
  chain(
    [4],
    l.dense({
      units: 3,
      kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }),
      kernelConstraint: tf.constraints.maxNorm({ maxValue: 9 }),
      biasConstraint: tf.constraints.nonNeg(),
    }),
    l.dense({
      units: 3,
      kernelConstraint: tf.constraints.minMaxNorm({ minValue: 0.1, maxValue: 2 }),
      biasRegularizer: 'l1l2',
    }),
    l.prelu({ alphaConstraint: tf.constraints.unitNorm({ axis: 0 }) }),
  )

const merges = (): tf.LayersModel => {
  const inputs = tf.input({ shape: [3, 4] })
  const other = through(inputs, l.permute({ dims: [2, 1] }), l.reshape({ targetShape: [3, 4] }))
  const merged = [
    l.average(),
    l.maximum(),
    l.minimum(),
    l.multiply(),
    l.concatenate({ axis: 1 }),
    l.dot({ axes: [2, 2], normalize: true }),
  ].map((merge) => through([inputs, other], merge, l.flatten()))
  return tf.model({ inputs, outputs: through(merged, l.concatenate(), l.dense({ units: 2 })) })
}

const models: Readonly<Record<string, () => tf.LayersModel>> = {
  'the article’s child': () => withProbabilities(seedChild()),
  'an mlp': mlp,
  'a residual network': residual,
  'shared layers': sharing,
  'regularizers and constraints': ruled,
  merges,
  'a fixed batch': () =>
    tf.sequential({
      layers: [l.dense({ units: 2, batchInputShape: [2, 3] }), l.elu()],
    }),
  tokens: () => {
    const inputs = tf.input({ shape: [5], dtype: 'int32' })
    const layers = [
      l.embedding({ inputDim: 9, outputDim: 4, maskZero: true }),
      l.lstm({ units: 2 }),
    ]
    return tf.model({ inputs, outputs: through(inputs, ...layers) })
  },
  sequences: () =>
    chain(
      [8, 3],
      l.masking({ maskValue: 0.5 }),
      l.gru({ units: 3, returnSequences: true, recurrentActivation: 'sigmoid', dropout: 0.1 }),
      l.simpleRNN({ units: 4, returnSequences: true, goBackwards: true }),
      l.lstm({ units: 4, returnSequences: true, unitForgetBias: true, useBias: false }),
      l.spatialDropout1d({ rate: 0.1 }),
      l.conv1d({ filters: 3, kernelSize: 2, dilationRate: 2 }),
      l.averagePooling1d({ poolSize: 2, strides: 1 }),
      l.maxPooling1d({ poolSize: 2 }),
      l.globalMaxPooling1d(),
      l.repeatVector({ n: 3 }),
      l.layerNormalization({ epsilon: 0.1 }),
      l.globalAveragePooling1d(),
    ),
  images: () =>
    chain(
      [8, 8, 3],
      l.rescaling({ scale: 0.5, offset: 1 }),
      l.zeroPadding2d({
        padding: [
          [1, 1],
          [0, 2],
        ],
      }),
      l.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, activation: 'relu6' }),
      l.depthwiseConv2d({ kernelSize: [3, 2], depthMultiplier: 2, useBias: false, ...same }),
      l.leakyReLU({ alpha: 0.1 }),
      l.upSampling2d({ size: [2, 2] }),
      l.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, ...same }),
      l.cropping2D({
        cropping: [
          [1, 2],
          [3, 4],
        ],
      }),
      l.averagePooling2d({ poolSize: 3, strides: [1, 2], ...same }),
      l.maxPooling2d({ poolSize: [2, 2] }),
      l.prelu({ sharedAxes: [1, 2] }),
      l.thresholdedReLU({ theta: 0.5 }),
      l.activation({ activation: 'hardSigmoid' }),
      l.globalMaxPooling2d({}),
      l.gaussianNoise({ stddev: 1 }),
      l.gaussianDropout({ rate: 0.1 }),
      l.alphaDropout({ rate: 0.1 }),
      l.softmax({ axis: 1 }),
    ),
  volumes: () =>
    chain(
      [6, 6, 6, 2],
      l.conv3d({ filters: 2, kernelSize: 3, ...same }),
      l.averagePooling3d({ poolSize: 2 }),
      l.conv3dTranspose({ filters: 2, kernelSize: 2, strides: [1, 1, 1] }),
      l.maxPooling3d({ poolSize: [2, 2, 2], strides: [1, 1, 1] }),
      l.flatten(),
    ),
}

const weightsOf = ({ weights }: tf.LayersModel) =>
  weights.map(({ originalName, shape }) => [originalName, shape])

const prediction = (model: tf.LayersModel, x: tf.Tensor): ReadonlyArray<number> =>
  tf.tidy(() => [...(model.predict(x) as tf.Tensor).dataSync()])

const inputFor = ({ inputs }: tf.LayersModel): tf.Tensor => {
  const { shape, dtype } = inputs[0]!
  const sizes = [2, ...shape.slice(1).map((size) => size ?? 1)]
  return dtype === 'int32'
    ? tf.randomUniformInt(sizes, 0, 9, 7)
    : tf.randomUniform(sizes, -1, 1, 'float32', 7)
}

describe.each(backends)('a model written as TypeScript, on %s', (backend) => {
  beforeAll(() => useBackend(backend))

  it.each(Object.keys(models))('%s: comes back as it was', async (name) => {
    const model = trained(models[name]!())
    const x = inputFor(model)
    const tensors = tf.memory().numTensors
    const source = await sourceOf(model)
    expect(tf.memory().numTensors).toBe(tensors)
    const { build, load } = await imported(source)
    const loaded = load!()
    expect(tf.memory().numTensors).toBe(tensors + model.weights.length)
    const fresh = build()
    expect(tf.memory().numTensors).toBe(tensors + 2 * model.weights.length)
    for (const made of [fresh, loaded]) {
      expect(weightsOf(made)).toEqual(weightsOf(model))
      expect(made.trainableWeights.length).toBe(model.trainableWeights.length)
      expect(made.name).toBe(model.name)
    }
    const expected = prediction(model, x)
    expect(expected.some((value) => Number.isFinite(value) && value !== 0)).toBe(true)
    prediction(loaded, x).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
    // tfjs's own dispose leaves the weights of a layer that is applied twice.
    tf.dispose([x, ...[model, fresh, loaded].flatMap((made) => made.getWeights())])
  })
})

describe('the text of a written model', () => {
  beforeAll(() => useBackend('cpu'))

  it('compiles under the strictest flags, and is formatted', async () => {
    const sources = await Promise.all(
      Object.values(models).flatMap((make) => [
        sourceOf(make()),
        sourceOf(make(), { weights: false, header: 'A model' }),
      ]),
    )
    expect(complaints(sources)).toEqual([])
    const style = await prettier.resolveConfig(import.meta.filename)
    // Prettier breaks the lines of a list of lists, however short.
    for (const source of sources.filter((text) => !text.includes('[[')))
      expect(source).toBe(await prettier.format(source, { ...style, parser: 'typescript' }))
  })

  it('says what matters, a statement a layer', async () => {
    const source = await sourceOf(withProbabilities(seedChild()), { weights: false })
    expect(source).toBe(`import * as tf from '@tensorflow/tfjs'

/** The network, its weights fresh. */
export const build = (): tf.LayersModel => {
  const input = tf.input({ name: 'conv_1_input', shape: [12, 1] })
  const conv_1 = tf.layers
    .conv1d({ name: 'conv_1', filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' })
    .apply(input) as tf.SymbolicTensor
  const pool_1 = tf.layers
    .maxPooling1d({ name: 'pool_1', poolSize: 2, padding: 'same', strides: 1 })
    .apply(conv_1) as tf.SymbolicTensor
  const dropout_1 = tf.layers
    .dropout({ name: 'dropout_1', rate: 0.2 })
    .apply(pool_1) as tf.SymbolicTensor
  const conv_2 = tf.layers
    .conv1d({ name: 'conv_2', filters: 2, kernelSize: 2, padding: 'same', activation: 'relu' })
    .apply(dropout_1) as tf.SymbolicTensor
  const flatten = tf.layers.flatten({ name: 'flatten' }).apply(conv_2) as tf.SymbolicTensor
  const logits = tf.layers.dense({ name: 'logits', units: 3 }).apply(flatten) as tf.SymbolicTensor
  const probabilities = tf.layers
    .softmax({ name: 'probabilities' })
    .apply(logits) as tf.SymbolicTensor
  return tf.model({ name: 'article_cnn1d', inputs: input, outputs: probabilities })
}
`)
    expect(await imported(source)).not.toHaveProperty('load')
  })

  it('makes a shared layer once, and keeps variables apart', async () => {
    expect(await sourceOf(sharing())).toContain(
      "  const norm_layer = tf.layers.batchNormalization({ name: 'norm' })\n",
    )
    const branches = await sourceOf(residual(), { weights: false })
    expect([...branches.matchAll(/const (\w+) = tf/g)].map(([, name]) => name)).toEqual(
      'input stem stem_norm class_2 _2nd_conv _3 class_ class__2 input_2'
        .split(' ')
        .concat('a_name_much_longer_than_what_one_line_of_code_has_room_for')
        .concat('global_pool', 'probabilities'),
    )
  })

  it('begins with the header as a comment, whatever that says', async () => {
    const source = await sourceOf(mlp(), { header: 'Run 7 */ process.exit(1)\n\nReward: 0.9' })
    expect(source).toMatch(
      /^\/\*\n \* Run 7 \* \/ process.exit\(1\)\n \*\n \* Reward: 0.9\n \*\/\nimp/,
    )
  })

  it('was shown for every standard layer', () => {
    const classes = Object.values(models).flatMap((make) =>
      make().layers.map((layer) => layer.getClassName()),
    )
    expect([...new Set(classes)].filter((name) => name !== 'InputLayer').sort()).toEqual(
      [...standardLayers.keys()].sort(),
    )
  })
})

class Doubling extends tf.layers.Layer {
  static readonly className = 'Doubling'
  override getClassName(): string {
    return Doubling.className
  }
  override call(inputs: tf.Tensor | Array<tf.Tensor>): tf.Tensor {
    return tf.mul(Array.isArray(inputs) ? inputs[0]! : inputs, 2)
  }
}

describe('a model that cannot be written', () => {
  beforeAll(() => useBackend('cpu'))

  const why = async (model: tf.LayersModel): Promise<unknown> => {
    const source = await toTypeScript(model)
    return E.isLeft(source) ? source.left : source
  }

  it('is named with its layer where that is no standard one', async () => {
    expect(await why(chain([3], new Doubling({ name: 'twice' })))).toEqual({
      _tag: 'NotExportable',
      layer: 'twice',
      message:
        "'twice' cannot be written as TypeScript: its class, Doubling, is no standard layer of tfjs.",
    })
    expect(await why(chain([3], l.reLU(), mlp()))).toMatchObject({ layer: 'mlp' })
    const shared = new Doubling({ name: 'again' })
    expect(await why(chain([3], shared, shared))).toMatchObject({ layer: 'again' })
  })

  it('is refused for a rule of its own, many inputs or outputs, or an input inside', async () => {
    const kernelRegularizer = Object.assign(tf.regularizers.l2(), { getClassName: () => 'Cubes' })
    const a = tf.input({ shape: [3] })
    const b = tf.input({ shape: [3] })
    const [x] = l
      .lstm({ name: 'states', units: 2, returnState: true })
      .apply(tf.input({ shape: [3, 3] })) as [Symbolic]
    const cases: ReadonlyArray<readonly [tf.LayersModel, string]> = [
      [chain([3], l.dense({ name: 'd', units: 2, kernelRegularizer })), 'kernelRegularizer'],
      [tf.model({ inputs: [a, b], outputs: through([a, b], l.add()) }), 'one input'],
      [tf.model({ inputs: a, outputs: [through(a, l.reLU()), through(a, l.elu())] }), 'one output'],
      [tf.sequential(), 'one input'],
      [tf.model({ inputs: x.inputs, outputs: x }), 'more than one output'],
    ]
    for (const [model, message] of cases)
      expect(await why(model)).toMatchObject({
        _tag: 'NotExportable',
        message: expect.stringContaining(message) as unknown,
      })
  })
})
