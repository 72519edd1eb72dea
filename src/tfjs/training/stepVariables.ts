import type * as tf from '@tensorflow/tfjs'
import { type GraphNode } from '../graph/GraphNode.ts'
import { type GraphOptimizer } from '../graph/optimizerNodes.ts'
import { named } from './stepNames.ts'
import { type StepNodes } from './stepNodes.ts'

/** A variable that is trained, and its place among all. */
export interface TrainedVariable {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly i: number
}

/** The variables of a model in a graph, with what starts and reads them. */
const modelVariables = (
  make: StepNodes,
  variables: ReadonlyArray<tf.Variable>,
): ReadonlyArray<GraphNode> => [
  ...variables.flatMap(({ shape }, i) => [
    make.handle(named.variable(i), shape),
    make.placeholder(named.given(i), shape),
    make.node(named.read(i), 'ReadVariableOp', [named.variable(i)], { dtype: make.float }),
    make.assign(`assign_${named.variable(i)}`, named.variable(i), named.given(i)),
  ]),
  make.after(
    named.bring,
    'zero',
    variables.map((_, i) => `assign_${named.variable(i)}`),
  ),
  make.node(
    named.allRead,
    'NoOp',
    variables.map((_, i) => `^${named.read(i)}`),
  ),
]

/** What an optimizer keeps of each variable that is trained, with what gives it zeros. */
const optimizerSlots = (
  make: StepNodes,
  trained: ReadonlyArray<TrainedVariable>,
  { slots }: GraphOptimizer,
): ReadonlyArray<GraphNode> => {
  const all = trained.flatMap(({ shape, i }) =>
    slots.map((slot) => ({ name: named.slot(slot, i), shape })),
  )
  return [
    ...all.flatMap(({ name, shape }) => [
      make.handle(name, shape),
      make.shape(`shape_of_${name}`, shape),
      make.node(`zeros_${name}`, 'Fill', [`shape_of_${name}`, 'zero'], { T: make.float }),
      make.assign(`assign_${name}`, name, `zeros_${name}`),
    ]),
    make.after(
      named.clear,
      'zero',
      all.map(({ name }) => `assign_${name}`),
    ),
  ]
}

/** All that a graph of training steps keeps between them. */
export const stepVariables = (
  make: StepNodes,
  variables: ReadonlyArray<tf.Variable>,
  trained: ReadonlyArray<TrainedVariable>,
  optimizer: GraphOptimizer,
): ReadonlyArray<GraphNode> => [
  make.number('zero', 0),
  ...modelVariables(make, variables),
  ...optimizerSlots(make, trained, optimizer),
]
