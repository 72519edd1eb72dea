import { type Policy, type PolicyDefinition, type Reward, type SearchSpace } from '../../core.ts'
import { type ChildFamily } from '../../tfjs/index.ts'
import { type SettingName, type SettingTypes } from './settings.ts'

/** A policy of a user's own, made for the space that is searched. */
export type PolicyMaker<S> = (space: SearchSpace<unknown>) => Policy<S>

/** Parts of a search that are code, and so no plain settings. */
export interface OwnParts {
  readonly space?: ChildFamily<unknown>
  readonly policy?: PolicyMaker<unknown>
  readonly reward?: Reward
  /** Policies beside those that rxnas has, known to `policy` and to a resumed journal by their names. */
  readonly policies?: ReadonlyArray<PolicyDefinition>
}

/** Settings that a file gives as text. */
type AsText = 'budget' | 'finalBudget' | 'objectives'

/**
 * The settings of a search, as `rxnas.config.ts` gives them and `openSearch` takes them: each is a
 * flag of `rxnas search` too, and `rxnas search --help` tells what it means and its default. Space,
 * policy and reward may be your own: `fromBuilder` of `rxnas/tfjs`, a function of the space, a
 * reward of `rxnas`.
 */
export type SearchConfig<A = unknown, S = unknown> = {
  readonly [K in Exclude<SettingName, AsText | 'space' | 'policy' | 'reward'>]?: SettingTypes[K]
} & {
  /** Budgets as `1 epoch`, `20000 images` or `300 steps`; objectives as `accuracy, -flops`. */
  readonly [K in AsText]?: string
} & {
  readonly space?: SettingTypes['space'] | ChildFamily<A>
  readonly policy?: SettingTypes['policy'] | PolicyMaker<S>
  readonly reward?: string | Reward
  readonly policies?: ReadonlyArray<PolicyDefinition>
}

/**
 * The settings of a search, checked by the compiler: what `rxnas.config.ts` exports.
 *
 * @example
 * import { choice, struct } from 'rxnas'
 * import { defineSearch } from 'rxnas/node'
 * import { fromBuilder } from 'rxnas/tfjs'
 *
 * export default defineSearch({
 *   data: 'flowers.csv',
 *   target: 'species',
 *   episodes: 40,
 *   space: fromBuilder(struct({ units: choice(8, 16, 32) }), ({ units }, tf) =>
 *     tf.sequential({
 *       layers: [
 *         tf.layers.dense({ units, activation: 'relu', inputShape: [4] }),
 *         tf.layers.dense({ units: 3 }),
 *       ],
 *     }),
 *   ),
 * })
 */
export const defineSearch = <A, S>(config: SearchConfig<A, S>): SearchConfig<A, S> => config
