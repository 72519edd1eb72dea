import { PbfWriter } from 'pbf'
import { type AttributeValue, type Constant, type GraphNode } from './GraphNode.ts'

/** The version of graphs that libtensorflow 2.16 writes; the same or a newer one reads it. */
const producer = 1645

/** What the graph is loaded by. */
export const graphTag = 'train'

const writeShape = (sizes: ReadonlyArray<number>, to: PbfWriter): void => {
  for (const size of sizes)
    to.writeMessage(
      2,
      (n, dimension) => {
        dimension.writeVarintField(1, n)
      },
      size,
    )
}

const writeConstant = ({ type, shape, values }: Constant, to: PbfWriter): void => {
  to.writeVarintField(1, type)
  to.writeMessage(2, writeShape, shape)
  const [only = 0] = values
  if (values.length !== 1)
    to.writeBytesField(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  else if (values instanceof Float32Array) to.writePackedFloat(5, [only])
  else if (values instanceof Int32Array) to.writePackedVarint(7, [only])
  else to.writePackedBoolean(11, [only !== 0])
}

const writeInts = (numbers: ReadonlyArray<number>, to: PbfWriter): void => {
  for (const n of numbers) to.writeVarintField(3, n)
}

const writeAttribute = (attribute: AttributeValue, to: PbfWriter): void => {
  switch (attribute._tag) {
    case 'Ints':
      to.writeMessage(1, writeInts, attribute.value)
      break
    case 'Text':
      to.writeStringField(2, attribute.value)
      break
    case 'Int':
      to.writeVarintField(3, attribute.value)
      break
    case 'Float':
      to.writeFloatField(4, attribute.value)
      break
    case 'Bool':
      to.writeBooleanField(5, attribute.value)
      break
    case 'Type':
      to.writeVarintField(6, attribute.value)
      break
    case 'Shape':
      to.writeMessage(7, writeShape, attribute.value)
      break
    case 'Constant':
      to.writeMessage(8, writeConstant, attribute.value)
  }
}

const writeNamed = ([name, value]: readonly [string, AttributeValue], to: PbfWriter): void => {
  to.writeStringField(1, name)
  to.writeMessage(2, writeAttribute, value)
}

const writeNode = ({ name, op, inputs, attributes }: GraphNode, to: PbfWriter): void => {
  to.writeStringField(1, name)
  to.writeStringField(2, op)
  for (const input of inputs) to.writeStringField(3, input)
  for (const named of Object.entries(attributes)) to.writeMessage(5, writeNamed, named)
}

const writeVersions = (version: number, to: PbfWriter): void => {
  to.writeVarintField(1, version)
}

const writeGraph = (nodes: ReadonlyArray<GraphNode>, to: PbfWriter): void => {
  for (const node of nodes) to.writeMessage(1, writeNode, node)
  to.writeMessage(4, writeVersions, producer)
}

const writeTag = (tag: string, to: PbfWriter): void => {
  to.writeStringField(4, tag)
}

const writeMetaGraph = (nodes: ReadonlyArray<GraphNode>, to: PbfWriter): void => {
  to.writeMessage(1, writeTag, graphTag)
  to.writeMessage(2, writeGraph, nodes)
}

/**
 * A graph as the bytes of a `saved_model.pb`, the one form in which tfjs-node's binding takes graphs.
 *
 * Source: the field numbers are those of tensorflow/core/protobuf/saved_model.proto and of what it
 * is made of (meta_graph, graph, node_def, attr_value, tensor, tensor_shape, versions).
 */
export const savedModel = (nodes: ReadonlyArray<GraphNode>): Uint8Array => {
  const to = new PbfWriter()
  to.writeVarintField(1, 1)
  to.writeMessage(2, writeMetaGraph, nodes)
  return to.finish()
}
