import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { toTrainingError } from '../../episode/index.ts'
import {
  aSpace,
  defaultTraining,
  type Json,
  type SearchSpace,
  type TrainingChoice,
} from '../../space/index.ts'
import { type Task } from '../../task/index.ts'
import { type Builder } from './Builder.ts'
import { checkedBuild } from './checkedBuild.ts'
import { type ChildFamily, type UnfitTask } from './ChildFamily.ts'
import { aFunction, checkOptions, type OptionCheck, optionsOf } from '../../common/index.ts'

/** Options of {@link fromBuilder}. */
export interface FromBuilderOptions<A> {
  /** What a journal and a model card call the family; default `custom`. */
  readonly name?: string
  readonly options?: Json
  /** How an architecture's child is trained, where the architecture says; `defaultTraining` for the rest. */
  readonly training?: (architecture: A) => Partial<TrainingChoice>
  /** Architectures that a search tries first, before it proposes its own; default none. */
  readonly designs?: ReadonlyArray<A>
}

const aSpaceOrMaker: OptionCheck = {
  takes: `${aSpace.takes} or a function that makes one of a task,`,
  holds: (value) => typeof value === 'function' || aSpace.holds(value),
}

/**
 * A family of a user's own: a space and the builder of its networks, which is given tfjs and the
 * task. The same seed gives the same first weights: `Math.random`, which tfjs's initialisers draw
 * from, is seeded while the builder runs.
 *
 * Where the builder throws, or makes a network whose input or output does not fit the data, that is
 * one failed training, with the reason.
 *
 * @example
 * import { choice, struct } from 'rxnas'
 * import { fromBuilder } from 'rxnas/tfjs'
 *
 * const family = fromBuilder(struct({ units: choice(8, 16) }), ({ units }, tf, task) =>
 *   tf.sequential({
 *     layers: [
 *       tf.layers.dense({ units, activation: 'relu', inputShape: [...task.input] }),
 *       tf.layers.dense({ units: task.target._tag === 'Classes' ? task.target.count : 1 }),
 *     ],
 *   }),
 * )
 * console.log(family.name) // custom
 */
export const fromBuilder = <A>(
  space: SearchSpace<A> | ((task: Task) => SearchSpace<A>),
  builder: Builder<A>,
  how: FromBuilderOptions<A> = {},
): ChildFamily<A> => {
  checkOptions(
    'fromBuilder()',
    { space, builder },
    { space: aSpaceOrMaker, builder: aFunction('a builder of a network, a function,') },
  )
  const {
    name = 'custom',
    options = {},
    training = () => ({}),
    designs,
  } = optionsOf('fromBuilder()', how)
  return {
    name,
    options,
    forTask: (task) =>
      pipe(
        E.tryCatch(
          () => (typeof space === 'function' ? space(task) : space),
          (thrown): UnfitTask => ({
            _tag: 'UnfitTask',
            family: name,
            message: `The space of ${name} could not be made for this data: ${toTrainingError(thrown).message}`,
          }),
        ),
        E.map((made) => ({
          space: made,
          build: checkedBuild(name, builder, task),
          training: (architecture) => ({ ...defaultTraining, ...training(architecture) }),
          ...(designs === undefined ? {} : { designs }),
        })),
      ),
  }
}
