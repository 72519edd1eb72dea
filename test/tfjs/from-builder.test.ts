import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { from, lastValueFrom, toArray } from 'rxjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  choice,
  describeSpace,
  outputsOf,
  type SearchSpace,
  struct,
  type Task,
  type Validated,
} from '../../src/core.ts'
import { type Builder, childTrainer, fromBuilder, toTensors } from '../../src/tfjs/index.ts'
import { trainChild } from '../../streams/index.ts'
import { backends, useBackend } from '../support/backends.ts'
import { childrenOf, images, imageTask, train, twoClasses } from './support.ts'

interface Choice {
  readonly units: number
}

const space: SearchSpace<Choice> = struct({ units: choice(2, 4) })
const data = { train: images(twoClasses, 10), validation: images(twoClasses, 10) }

/** What comes of a training of a user's network. */
const outcome = (builder: Builder<Choice>, task: Task = twoClasses): Promise<unknown> =>
  train(childrenOf(fromBuilder(space, builder), task), task, { units: 2 }, data, {
    budget: { steps: 2 },
  }).then(
    (said) => said.at(-1),
    (failure: unknown) => failure,
  )

const failed = (message: RegExp): object => ({
  _tag: 'TrainerFailed',
  message: expect.stringMatching(message) as unknown,
})

const dense =
  (inputShape: ReadonlyArray<number | null>, units: number): Builder<Choice> =>
  (_, t) =>
    t.sequential({
      layers: [
        t.layers.flatten({ batchInputShape: [null, ...inputShape] }),
        t.layers.dense({ units }),
      ],
    })

describe.each(backends)('networks of a user’s builder on %s', (backend) => {
  let before = 0
  beforeAll(() => useBackend(backend))
  beforeEach(() => void (before = tf.memory().numTensors))
  afterEach(() => expect(tf.memory().numTensors).toBe(before))

  it('are trained with logits, with a softmax, and on rows of pixels', async () => {
    const row: Builder<Choice> = (_, t) =>
      t.sequential({ layers: [t.layers.dense({ units: 2, inputShape: [36] })] })
    const softmax: Builder<Choice> = (architecture, t, task) =>
      t.sequential({ layers: [row(architecture, t, task), t.layers.softmax()] })
    for (const builder of [dense([6, 6, 1], 2), row, dense([4, 9], 2), softmax])
      expect(await outcome(builder)).toMatchObject({ accuracy: expect.any(Number) as unknown })
  })

  it('may leave the size of an image open', async () => {
    const pooled =
      (shape: ReadonlyArray<number | null>): Builder<Choice> =>
      ({ units }, t) =>
        t.sequential({
          layers: [
            t.layers.conv1d({ filters: units, kernelSize: 3, batchInputShape: [null, ...shape] }),
            t.layers.globalAveragePooling1d(),
            t.layers.dense({ units: 2 }),
          ],
        })
    const measured = { accuracy: expect.any(Number) as unknown }
    expect(await outcome(pooled([null, 1]))).toMatchObject(measured)
    expect(await outcome(pooled([null, 4]))).toMatchObject(measured)
    expect(await outcome(pooled([null, 5]))).toMatchObject(failed(/any x 5 .*6 x 6 x 1/))
  })

  it('fail with the reason where they do not fit the data', async () => {
    expect(await outcome(dense([5, 6, 1], 2))).toMatchObject(
      failed(/builder of custom.*reads 5 x 6 x 1 numbers.*data has 6 x 6 x 1/),
    )
    expect(await outcome(dense([6, 6, 1], 3))).toMatchObject(
      failed(/puts out 3 numbers.*data has 2 classes/),
    )
    expect(await outcome(dense([6, 6, 1], 2), imageTask({ _tag: 'Number' }))).toMatchObject(
      failed(/puts out 2 numbers.*one number to be predicted/),
    )
    const wide: Builder<Choice> = (_, t) =>
      t.sequential({ layers: [t.layers.dense({ units: 2, inputShape: [6, 6, 1] })] })
    expect(await outcome(wide)).toMatchObject(failed(/puts out 6 x 6 x 2 numbers/))
  })

  it('fail where they have two inputs, or are none', async () => {
    const twoInputs: Builder<Choice> = (_, t) => {
      const inputs = [t.input({ shape: [36] }), t.input({ shape: [36] })]
      const sum = t.layers.add().apply(inputs) as tf.SymbolicTensor
      const outputs = t.layers.dense({ units: 2 }).apply(sum) as tf.SymbolicTensor
      return t.model({ inputs, outputs })
    }
    expect(await outcome(twoInputs)).toMatchObject(failed(/2 inputs and 1 outputs/))
    expect(await outcome((_, t) => t.sequential())).toMatchObject(failed(/0 inputs and 0 outputs/))
    // What JavaScript lets through.
    const promised = (() => Promise.resolve()) as unknown as Builder<Choice>
    expect(await outcome(promised)).toMatchObject(failed(/made no network/))
    expect(await outcome(() => undefined as unknown as tf.LayersModel)).toMatchObject(
      failed(/made no network/),
    )
  })

  it('free layers that are no part of the network, or of none at all', async () => {
    const cut: Builder<Choice> = (architecture, t, task) => {
      const whole = dense([6, 6, 1], 2)(architecture, t, task)
      t.layers.dense({ units: 9 }).apply(whole.outputs)
      return whole
    }
    expect(await outcome(cut)).toMatchObject({ accuracy: expect.any(Number) as unknown })
    const halfWay: Builder<Choice> = (...args) => {
      dense([6, 6, 1], 2)(...args)
      throw new Error('out of ideas.')
    }
    expect(await outcome(halfWay)).toMatchObject(
      failed(/^The builder of custom failed: out of ideas\.$/),
    )
  })

  it('are trained as the family says, where it says', () => {
    const { training } = childrenOf(
      fromBuilder(space, dense([6, 6, 1], 2), {
        training: ({ units }) => ({ batchSize: 10 * units }),
      }),
      twoClasses,
    )
    expect(training({ units: 4 })).toEqual({
      optimizer: 'adam',
      learningRate: 0.001,
      batchSize: 40,
    })
  })

  it('fail alone: the search goes on', async () => {
    const family = fromBuilder(space, ({ units }, t, task) => {
      if (units === 4) throw new Error(`no ${units}`)
      return dense([6, 6, 1], outputsOf(task))({ units }, t, task)
    })
    const tensors = { train: toTensors(data.train), validation: toTensors(data.validation) }
    const trainer = childTrainer(childrenOf(family, twoClasses), { task: twoClasses, ...tensors })
    const proposed = [4, 2].map((units, episode): Validated<Choice> => ({
      _tag: 'Validated',
      episode,
      trace: [],
      architecture: { units },
      key: String(units),
    }))
    const states = await lastValueFrom(
      from(proposed).pipe(trainChild(trainer, { budget: { steps: 1 }, seed: 1 }), toArray()),
    )
    tf.dispose([tensors.train.inputs, tensors.train.labels])
    tf.dispose([tensors.validation.inputs, tensors.validation.labels])
    expect(states.filter(({ _tag }) => _tag !== 'Progress')).toMatchObject([
      { _tag: 'Failed', reason: failed(/no 4/) },
      { _tag: 'Trained', validated: { architecture: { units: 2 } } },
    ])
  })
})

describe('a family of a user’s builder', () => {
  const family = fromBuilder(
    ({ input }) => struct({ units: choice(...input) }),
    dense([6, 6, 1], 2),
    { name: 'own' },
  )

  it('may take its space from the task', () => {
    const { space: made } = childrenOf(family, { ...twoClasses, input: [4, 9] })
    expect(describeSpace(made)).toEqual(describeSpace(struct({ units: choice(4, 9) })))
  })

  it('says why there is no space for a task', () => {
    expect(family.forTask(twoClasses)).toMatchObject(
      E.left({
        _tag: 'UnfitTask',
        family: 'own',
        message: expect.stringMatching(/space of own.*repeats an option/) as unknown,
      }),
    )
  })
})
