import { type DecisionSlot } from '../../space/index.ts'

/** The sizes of a controller. */
export interface ControllerSizes {
  /** Units of the NASCell. */
  readonly units: number
  /** Length of an embedding. */
  readonly embedding: number
  readonly useBias: boolean
}

/** The weights of a decision: its logits' head, and what tells the next step which option was taken. */
export interface SlotWeights {
  /** [units, options] */
  readonly head: Float32Array
  /** [options] */
  readonly headBias: Float32Array
  /** [options, embedding] */
  readonly embeddings: Float32Array
  readonly of: number
}

/** A controller's weights: views into one flat array. */
export interface ControllerWeights {
  readonly units: number
  readonly embedding: number
  readonly kernel: Float32Array
  readonly recurrent: Float32Array
  readonly bias: Float32Array | undefined
  /** [embedding], the first step's input. */
  readonly start: Float32Array
  readonly slots: ReadonlyMap<string, SlotWeights>
}

const sizesOf = (
  slots: ReadonlyArray<DecisionSlot>,
  { units, embedding, useBias }: ControllerSizes,
): ReadonlyArray<number> => [
  embedding * 8 * units,
  units * 8 * units,
  useBias ? 8 * units : 0,
  embedding,
  ...slots.flatMap(({ of }) => [units * of, of, of * embedding]),
]

/** How many numbers a controller of a space has. */
export const parameterCount = (
  slots: ReadonlyArray<DecisionSlot>,
  sizes: ControllerSizes,
): number => sizesOf(slots, sizes).reduce((a, b) => a + b, 0)

/** The parts of a flat array of a controller's numbers: weights, or their gradients. No copy is made. */
export const viewWeights = (
  slots: ReadonlyArray<DecisionSlot>,
  sizes: ControllerSizes,
  flat: Float32Array,
): ControllerWeights => {
  let at = 0
  const take = (count: number): Float32Array => flat.subarray(at, (at += count))
  const { units, embedding, useBias } = sizes
  return {
    units,
    embedding,
    kernel: take(embedding * 8 * units),
    recurrent: take(units * 8 * units),
    bias: useBias ? take(8 * units) : undefined,
    start: take(embedding),
    slots: new Map(
      slots.map(({ path, of }) => [
        path,
        {
          head: take(units * of),
          headBias: take(of),
          embeddings: take(of * embedding),
          of,
        },
      ]),
    ),
  }
}
