import type * as tf from '@tensorflow/tfjs'
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type GraphNode } from '../graph/GraphNode.ts'
import { nodesOf } from '../graph/nodesOf.ts'
import { type GraphOptimizer, type GraphScalar } from '../graph/optimizerNodes.ts'
import { type DataId, type OpRecording } from '../graph/recordOps.ts'
import { type NativeBackend } from '../kernels/native.ts'
import { type Step } from './recordStep.ts'
import { named } from './stepNames.ts'
import { type StepNodes, stepNodes } from './stepNodes.ts'
import { stepVariables, type TrainedVariable } from './stepVariables.ts'

/** A batch size's step, and the tensors that it was recorded with. */
export interface RecordedStep {
  readonly recording: OpRecording<Step>
  readonly batch: tf.Tensor
  readonly labels: tf.Tensor
}

/** What every step of a graph is made with. */
interface GraphParts {
  readonly native: NativeBackend
  readonly make: StepNodes
  readonly variables: ReadonlyArray<tf.Variable>
  readonly trained: ReadonlyArray<TrainedVariable>
  readonly optimizer: GraphOptimizer
  readonly seeds: ReadonlyArray<number>
}

const scalarName = (scalar: GraphScalar, at: number): string =>
  'name' in scalar ? scalar.name : `number_${at}`

/** The optimizer's numbers: constants, and those that are handed over at each step. */
const scalarNodes = ({ make, optimizer, seeds }: GraphParts): ReadonlyArray<GraphNode> => [
  ...optimizer.inputs.flatMap((scalar, at) =>
    scalar === 'gradient'
      ? []
      : 'name' in scalar
        ? [make.placeholder(scalar.name, [])]
        : [make.number(scalarName(scalar, at), scalar.value)],
  ),
  ...seeds.map((_, i) => make.placeholder(named.seed(i), [2], 'int32')),
]

/** The names of what a step is given: its batch, the variables, and the seeds of its dropouts. */
const givenNames = (
  { variables, seeds }: GraphParts,
  { recording, batch, labels }: RecordedStep,
  k: number,
): O.Option<ReadonlyMap<DataId, string>> => {
  const given = new Map<DataId, string>([
    [batch.dataId, named.batch(k)],
    [labels.dataId, named.labels(k)],
    ...variables.map(({ dataId }, i) => [dataId, named.read(i)] as const),
  ])
  for (const { op, inputs } of recording.calls) {
    const seed = inputs[1]
    if (op !== 'StatelessRandomUniform' || seed === undefined) continue
    const at = seeds.indexOf(recording.taken.get(seed)?.values[0] ?? NaN)
    if (at < 0) return O.none
    given.set(seed, named.seed(at))
  }
  return O.some(given)
}

type NameOf = (dataId: DataId | undefined) => O.Option<string>

/** The optimizer's kernel for each variable that is trained. */
const updateNodes = (
  { make, trained, optimizer }: GraphParts,
  { recording }: RecordedStep,
  nameOf: NameOf,
  k: number,
): O.Option<ReadonlyArray<GraphNode>> =>
  pipe(
    trained,
    O.traverseArray(({ name, i }) =>
      pipe(
        nameOf(recording.result.gradients.get(name)),
        O.map((gradient) =>
          make.node(
            `update_${k}_${i}`,
            optimizer.op,
            [
              named.variable(i),
              ...optimizer.slots.map((slot) => named.slot(slot, i)),
              ...optimizer.inputs.map((scalar, at) =>
                scalar === 'gradient' ? gradient : scalarName(scalar, at),
              ),
              `^${named.allRead}`,
            ],
            { T: make.float, ...optimizer.flags },
          ),
        ),
      ),
    ),
  )

/** What a step itself writes into variables: moving averages. */
const writeNodes = (
  { make, variables }: GraphParts,
  { recording }: RecordedStep,
  nameOf: NameOf,
  k: number,
): O.Option<ReadonlyArray<GraphNode>> =>
  pipe(
    variables.map(({ name }, i) => ({ dataId: recording.result.written.get(name), i })),
    (all) => all.filter(({ dataId }) => dataId !== undefined),
    O.traverseArray(({ dataId, i }) =>
      pipe(
        nameOf(dataId),
        O.map((value) => make.assign(`write_${k}_${i}`, named.variable(i), value, [named.allRead])),
      ),
    ),
  )

/** The nodes of one batch size: what was recorded, the updates, and the loss once they are done. */
const partOf = (
  parts: GraphParts,
  step: RecordedStep,
  k: number,
): O.Option<ReadonlyArray<GraphNode>> => {
  const { native, make } = parts
  const { recording, batch, labels } = step
  return pipe(
    O.Do,
    O.bind('given', () => givenNames(parts, step, k)),
    O.bind('part', ({ given }) => O.fromNullable(nodesOf(native, recording, given, `step_${k}`))),
    O.let(
      'nameOf',
      ({ part }): NameOf =>
        (dataId) =>
          dataId === undefined ? O.none : O.fromNullable(part.nameOf(dataId)),
    ),
    O.bind('loss', ({ nameOf }) => nameOf(recording.result.loss)),
    O.bind('updates', ({ nameOf }) => updateNodes(parts, step, nameOf, k)),
    O.bind('writes', ({ nameOf }) => writeNodes(parts, step, nameOf, k)),
    O.map(({ part, loss, updates, writes }) => {
      const changes = [...updates, ...writes]
      return [
        make.placeholder(named.batch(k), batch.shape),
        make.placeholder(
          named.labels(k),
          labels.shape,
          labels.dtype === 'int32' ? 'int32' : 'float32',
        ),
        ...part.nodes,
        ...changes,
        make.after(
          named.loss(k),
          loss,
          changes.map(({ name }) => name),
        ),
      ]
    }),
  )
}

/**
 * The graph of training steps: variables with what starts and reads them, and for each batch size a
 * node that trains and gives the loss. `undefined` where a recording can not be written as a graph.
 *
 * @param seeds - what the dropouts' masks were seeded with while recording: placeholders take their
 * place
 */
export const stepGraph = (
  native: NativeBackend,
  variables: ReadonlyArray<tf.Variable>,
  optimizer: GraphOptimizer,
  steps: ReadonlyArray<RecordedStep>,
  seeds: ReadonlyArray<number>,
): ReadonlyArray<GraphNode> | undefined => {
  const make = stepNodes(native)
  const trained = variables.flatMap(({ name, shape }, i) =>
    steps.some(({ recording }) => recording.result.gradients.has(name)) ? [{ name, shape, i }] : [],
  )
  const parts = { native, make, variables, trained, optimizer, seeds }
  return pipe(
    steps.map((step, k) => [step, k] as const),
    O.traverseArray(([step, k]) => partOf(parts, step, k)),
    O.map((written) => [
      ...stepVariables(make, variables, trained, optimizer),
      ...scalarNodes(parts),
      ...written.flat(),
    ]),
    O.toUndefined,
  )
}
