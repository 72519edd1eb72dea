import { type Json } from '../../src/space/index.ts'

/** A step of a pipeline as a plan shows it. */
export interface Stage {
  readonly name: string
  readonly options: Json
  /** Steps inside this one: the branches of `branch`, the trainer of `trainChild`. */
  readonly parts: ReadonlyArray<Part>
}

/** Steps inside a step, one after another. */
export interface Part {
  readonly name: string
  readonly stages: ReadonlyArray<Stage>
}

/** An operator or a trainer: what {@link named} can name. */
export type Step = (source: never) => unknown

const known = new WeakMap<Step, () => Stage>()

/**
 * Gives an operator or a trainer of your own the name and the options that a plan shows. It stays the
 * same function.
 *
 * @example
 * import { named, type Trainer } from 'rxnas/streams'
 *
 * const trainer: Trainer<{ units: number }> = named('lookUp', { table: 'units.csv' })(
 *   ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 * )
 */
export const named =
  (
    name: string,
    options: Json = {},
    parts: () => ReadonlyArray<Part> = () => [],
  ): (<F extends Step>(step: F) => F) =>
  (step) => {
    known.set(step, () => ({ name, options, parts: parts() }))
    return step
  }

/** Whether a step was named by {@link named}. */
export const isNamed = (step: Step): boolean => known.has(step)

/** What is known of a step: what it was named, or the name of its function. */
export const stageOf = (step: Step): Stage =>
  known.get(step)?.() ?? { name: step.name === '' ? 'unnamed' : step.name, options: {}, parts: [] }
