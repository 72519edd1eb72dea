import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import {
  nextUniform,
  randomState,
  type Budget,
  type Task,
  type TrainingChoice,
} from '../../src/core.ts'
import {
  type Children,
  type ChildFamily,
  childTrainer,
  disposeExamples,
  type Examples,
  toTensors,
} from '../../src/tfjs/index.ts'

/** What a trainer says, progress and metrics alike. */
export type Said = Readonly<Record<string, unknown>>

/** A signal that is never aborted. */
export const forever: AbortSignal = new AbortController().signal

/** The children of a family for a task that they must fit. */
export const childrenOf = <A>(family: ChildFamily<A>, task: Task): Children<A> => {
  const children = family.forTask(task)
  if (E.isLeft(children)) throw new Error(children.left.message)
  return children.right
}

/** A stored model's weights as plain lists. */
export const weightsOf = (model: tf.LayersModel): ReadonlyArray<ReadonlyArray<number>> =>
  model.getWeights().map((weight) => [...weight.dataSync()])

/** What a training is told beside its data. */
export interface Job {
  readonly budget?: Budget
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly labelScale?: number
  readonly training?: TrainingChoice
  /** Called at each report, with what was said. */
  readonly hear?: (said: Said) => void
}

/** Trains one child and gives all that its trainer said. */
export const train = async <A>(
  children: Children<A>,
  task: Task,
  architecture: A,
  data: { readonly train: Examples; readonly validation: Examples },
  { budget = { steps: 60 }, seed = 1, signal = forever, labelScale, training, hear }: Job = {},
): Promise<ReadonlyArray<Said>> => {
  const tensors = { train: toTensors(data.train), validation: toTensors(data.validation) }
  const trainer = childTrainer(training ? { ...children, training: () => training } : children, {
    ...tensors,
    task,
    ...(labelScale === undefined ? {} : { labelScale }),
  })
  const said: Array<Said> = []
  try {
    for await (const one of trainer({ architecture, budget, seed, signal })) {
      said.push({ ...one })
      hear?.({ ...one })
    }
  } finally {
    disposeExamples(tensors.train)
    disposeExamples(tensors.validation)
  }
  return said
}

const side = 6

/** A task of small grey images. */
export const imageTask = (target: Task['target']): Task => ({ input: [side, side, 1], target })

/** Two classes of small images. */
export const twoClasses: Task = imageTask({ _tag: 'Classes', count: 2 })

/** A number of small images. */
export const oneNumber: Task = imageTask({ _tag: 'Number' })

/**
 * Noisy images: of classes, class 0 has bright rows and class 1 bright columns; of a number, it says
 * how far from rows to columns.
 */
export const images = ({ target }: Task, count: number, seed = 1, scale = 1): Examples => {
  let state = randomState(seed)
  const uniform = (): number => {
    const [u, next] = nextUniform(state)
    state = next
    return u
  }
  const columns = Array.from({ length: count }, (_, i) =>
    target._tag === 'Classes' ? i % 2 : uniform(),
  )
  return {
    count,
    shape: [side, side, 1],
    values: Float32Array.from({ length: count * side * side }, (_, i) => {
      const part = columns[Math.floor(i / (side * side))]!
      const [row, column] = [Math.floor(i / side) % 2, i % 2]
      return row * (1 - part) + column * part + 0.2 * (uniform() - 0.5)
    }),
    scale,
    labels:
      target._tag === 'Classes'
        ? Uint8Array.from(columns)
        : Float32Array.from(columns, (part) => 3 * (part - 0.5)),
  }
}
