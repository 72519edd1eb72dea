import type * as E from 'fp-ts/lib/Either.js'
import type * as tf from '@tensorflow/tfjs'
import { type Json, type SearchSpace, type TrainingChoice } from '../../space/index.ts'
import { type Task } from '../../task/index.ts'

/** A space and the builder of its children, made for a task. */
export interface Children<A> {
  readonly space: SearchSpace<A>
  /** The network of an architecture, with first weights of a seed: it puts out logits, probabilities or a number. */
  readonly build: (architecture: A, seed: number) => tf.LayersModel
  /** How an architecture's child is trained. */
  readonly training: (architecture: A) => TrainingChoice
  /** Plain designs that a search tries first, such as everybody knows; default none. */
  readonly designs?: ReadonlyArray<A>
  /**
   * Operations of an architecture's child for one example, by which a search tells which of a round
   * takes longest; not known by default.
   */
  readonly cost?: (architecture: A) => number
}

/** A task that a family has no children for. */
export interface UnfitTask {
  readonly _tag: 'UnfitTask'
  readonly family: string
  readonly message: string
}

/** Children of one kind, for every task that they fit. */
export interface ChildFamily<A> {
  readonly name: string
  /** What it was made with: what a journal's first line says of it. */
  readonly options: Json
  /** Of its definition, where that has had other spaces before; default 1. */
  readonly revision?: number
  readonly forTask: (task: Task) => E.Either<UnfitTask, Children<A>>
}
