import * as tf from '@tensorflow/tfjs'
import { type ModelFile } from './ModelFile.ts'

/** Numbers that the outputs of a layer may hold for one example: above that an example alone takes gigabytes. */
const mostOutputs = 250e6

const sizeOf = (shape: ReadonlyArray<number | null>): number =>
  shape.reduce<number>((product, size) => product * (size ?? 1), 1)

/** The shapes of what a layer puts out, of which a list is told where it has several. */
const outputsOf = ({ outputShape }: tf.layers.Layer): ReadonlyArray<tf.Shape> =>
  outputShape.every(Array.isArray) ? outputShape : [outputShape]

type AddWeight = (name: string, shape: ReadonlyArray<number>, ...rest: Array<unknown>) => unknown

/**
 * Builds a network by tfjs, with no more weights than its file describes: each is made as large as the
 * network's layers say, so sizes that are made up would take all memory before they are found out.
 *
 * @throws what tfjs says of a network that it does not build
 */
export const buildWithin = async (
  topology: Record<string, unknown>,
  weights: ModelFile['weights'],
): Promise<tf.LayersModel> => {
  const { prototype } = tf.layers.Layer
  // The method is not public; every layer of tfjs makes its weights by it.
  const addWeight = Reflect.get(prototype, 'addWeight') as AddWeight
  let left = weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  const limited: AddWeight = function (this: tf.layers.Layer, name, shape, ...rest) {
    const size = sizeOf(shape)
    left -= size
    if (!(size >= 0 && left >= 0))
      throw new Error(`its layers have more weights than model.json describes, at ${name}`)
    return addWeight.call(this, name, shape, ...rest)
  }
  Reflect.set(prototype, 'addWeight', limited)
  let building: Promise<tf.LayersModel>
  try {
    // Everything is made before the first wait, so nothing else is made by the limited method.
    building = tf.models.modelFromJSON({ modelTopology: topology } as Parameters<
      // It is what JSON.parse gave.
      typeof tf.models.modelFromJSON
    >[0])
  } finally {
    Reflect.set(prototype, 'addWeight', addWeight)
  }
  const model = await building
  const large = model.layers.find((layer) =>
    outputsOf(layer).some((shape) => !(sizeOf(shape) <= mostOutputs)),
  )
  if (large === undefined) return model
  model.dispose()
  throw new Error(`its layer ${large.name} puts out more numbers than are held in memory`)
}
