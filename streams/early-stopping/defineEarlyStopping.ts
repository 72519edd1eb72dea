import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import {
  checkOptions,
  optional,
  type OptionCheck,
  optionsOf,
  trueOrFalse,
} from '../../src/common/index.ts'
import { type Json } from '../../src/space/index.ts'
import { type SearchPosition } from '../types/SearchPosition.ts'
import { type EarlyStopping } from '../types/TrainingStage.ts'
import { optionsReason } from '../../src/episode/index.ts'

/** What early stopping needs to know of the search whose trainings it ends. */
export interface StoppedSearch {
  /** The metric by which children are compared; default `accuracy`. */
  readonly metric?: string
  /** Whether a child that is known from an earlier round keeps the metrics it had; default true. */
  readonly reuse?: boolean
  /** Where the search goes on from; default the beginning. */
  readonly from?: Pick<SearchPosition<unknown, unknown>, 'recorded' | 'trained'>
}

/** The options of a form of early stopping alone, without those of the search. */
export type OwnOptions<O extends StoppedSearch> = Required<Omit<O, keyof StoppedSearch>>

/** Options that a form of early stopping does not take. */
export interface EarlyStoppingError {
  readonly _tag: 'EarlyStoppingOptionsInvalid'
  readonly name: string
  readonly message: string
}

/** What is declared of a form of early stopping, once. */
export interface EarlyStoppingDeclaration<N extends string, O> {
  readonly name: N
  /** Which children it stops, in a few words for a person who chooses. */
  readonly help: string
  /** Reads options as they are given, and fills in defaults. */
  readonly options: t.Type<O, Json>
  /** How often a child is to be evaluated in a training, at equal distances; 1 is at its end alone. */
  readonly evaluationsPerTraining: (options: O) => number
  readonly make: (options: O, search: Required<StoppedSearch>) => EarlyStopping
}

/** A form of early stopping whose options are known, and its search not yet. */
export interface ConfiguredEarlyStopping {
  /** How often a child is to be evaluated in a training, at equal distances; 1 is at its end alone. */
  readonly evaluationsPerTraining: number
  readonly make: (search: StoppedSearch) => EarlyStopping
}

/** A form of early stopping as {@link earlyStoppings} lists it. */
export interface EarlyStoppingDefinition<N extends string = string> {
  readonly name: N
  /** Which children it stops, in a few words for a person who chooses. */
  readonly help: string
  /** Every option with its default. */
  readonly defaults: Json
  /** With every option at its default. */
  readonly withDefaults: ConfiguredEarlyStopping
  /** With options as a person or a program gives them; those that are not given have their defaults. */
  readonly configure: (options: unknown) => E.Either<EarlyStoppingError, ConfiguredEarlyStopping>
}

const nameText: OptionCheck = {
  takes: 'a name',
  holds: (value) => typeof value === 'string' && value !== '',
}

const complete = ({
  metric = 'accuracy',
  reuse = true,
  from = { recorded: [], trained: new Map() },
}: StoppedSearch): Required<StoppedSearch> => ({ metric, reuse, from })

/**
 * Declares a form of early stopping: its name, its options and their defaults, how often it needs a
 * child evaluated while it is trained, and how it is made. Settings, help and workers read this.
 *
 * @throws TypeError where an option has no default
 *
 * @example
 * import * as t from 'io-ts'
 * import { defineEarlyStopping, earlyStoppings } from 'rxnas/streams'
 *
 * const never = defineEarlyStopping({
 *   name: 'never',
 *   help: 'none: every child is trained to its end',
 *   options: t.strict({}),
 *   evaluationsPerTraining: () => 1,
 *   make: () => (train) => train((trainer) => trainer),
 * })
 * console.log([...earlyStoppings, never].map(({ name }) => name).join(' '))
 * // median asha halving never
 */
export const defineEarlyStopping = <const N extends string, O>(
  options: EarlyStoppingDeclaration<N, O>,
): EarlyStoppingDefinition<N> => {
  const {
    name,
    help,
    options: codec,
    evaluationsPerTraining,
    make,
  } = optionsOf('defineEarlyStopping()', options)
  const read = (given: unknown): E.Either<EarlyStoppingError, O> =>
    pipe(
      codec.decode(given),
      E.mapLeft((errors) => ({
        _tag: 'EarlyStoppingOptionsInvalid',
        name,
        message: `Early stopping by ${name} ${optionsReason(errors)}.`,
      })),
    )
  const configured = (options: O): ConfiguredEarlyStopping => ({
    evaluationsPerTraining: evaluationsPerTraining(options),
    make: (search) => make(options, complete(search)),
  })
  const defaults = read({})
  if (E.isLeft(defaults)) throw new TypeError(defaults.left.message)
  return {
    name,
    help,
    defaults: codec.encode(defaults.right),
    withDefaults: configured(defaults.right),
    configure: flow(read, E.map(configured)),
  }
}

/**
 * A defined form of early stopping with the options of a call.
 *
 * @throws RangeError where it does not take them
 */
export const stoppingBy = (
  definition: EarlyStoppingDefinition,
  given: StoppedSearch,
): EarlyStopping => {
  const { metric, reuse, from, ...options } = optionsOf(`${definition.name}()`, given)
  checkOptions(
    `early stopping by ${definition.name}`,
    { metric, reuse },
    { metric: optional(nameText), reuse: optional(trueOrFalse) },
  )
  return pipe(
    definition.configure(options),
    E.match(
      ({ message }) => {
        throw new RangeError(message)
      },
      (configured) =>
        configured.make({
          ...(metric === undefined ? {} : { metric }),
          ...(reuse === undefined ? {} : { reuse }),
          ...(from === undefined ? {} : { from }),
        }),
    ),
  )
}
