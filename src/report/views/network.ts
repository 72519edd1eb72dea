import * as t from 'io-ts'
import { strict } from '../strict.ts'

/** A layer of a network. */
const NetworkLayer = strict({
  name: t.string,
  /** As `Conv2D`. */
  kind: t.string,
  /** What distinguishes it, as `3x3, 16 filters, relu`. */
  detail: t.string,
  /** Shape of what it puts out for one example. */
  output: t.string,
  parameters: t.number,
  /** Floating-point operations for one example. */
  flops: t.number,
  /** Milliseconds for one example; `null` where that was not measured. */
  milliseconds: t.union([t.number, t.null]),
  /** Places of the layers that it reads, among those before it. */
  reads: t.readonlyArray(t.number),
})
type NetworkLayer = t.TypeOf<typeof NetworkLayer>

/** A network layer by layer, each after those that it reads. */
export const Network = strict({
  layers: t.readonlyArray(NetworkLayer),
  parameters: t.number,
  flops: t.number,
})
export type Network = t.TypeOf<typeof Network>
