import { type Policy, type Reward, type SearchSpace } from '../../index.ts'
import { type ChildFamily, type FamilyName } from '../../tfjs/index.ts'
import { type ColumnKind } from './Setting.ts'
import { type earlyStopNames, type policyNames } from './settings.ts'

/** A policy of a user's own, made for the space that is searched. */
export type PolicyMaker<S> = (space: SearchSpace<unknown>) => Policy<S>

/** The settings of a search, as `rxnas.config.ts` gives them. Every one is a flag of `rxnas search`, too. */
export interface SearchConfig<A = unknown, S = unknown> {
  /**
   * `mnist` (unless told), `fashion-mnist`, a table (.csv, .tsv, .jsonl, .json, .parquet, .npy),
   * arrays (.npz), a folder of IDX files, or a folder with a folder of images a class.
   */
  readonly data?: string
  /** The column of a table to be predicted. */
  readonly target?: string
  /** What is predicted, where the values mislead. */
  readonly task?: 'classification' | 'regression'
  /** What columns are taken for, where their cells mislead. */
  readonly columns?: Readonly<Record<string, ColumnKind>>
  /** Part of the examples that validate; 0.15 unless told. */
  readonly validation?: number
  /** Part of the examples kept for the final test; 0.15 unless told. */
  readonly test?: number
  /** Seed of the split; 1 unless told. */
  readonly splitSeed?: number
  /** Side that the images of a folder are scaled to. */
  readonly imageSize?: number
  /** Train children on so many examples of the training split; all unless told. */
  readonly trainExamples?: number
  /** The networks to search among: a name, or your own by `fromBuilder` of `rxnas/tfjs`. */
  readonly space?: FamilyName | ChildFamily<A>
  /** Most layers or stages of a child. */
  readonly layers?: number
  /** Stride of a 1-D child's pooling: `one` as in the article, or its size (unless told). */
  readonly poolStride?: 'one' | 'size'
  /** Whether optimizer, learning rate and batch size are searched too; for all but the article's children unless told. */
  readonly tune?: boolean
  /** What proposes networks and learns; `actor-critic` unless told. */
  readonly policy?: (typeof policyNames)[number] | PolicyMaker<S>
  /**
   * What a child is worth: `accuracy` (or `r2` for a number) unless told, a formula such as
   * `accuracy * (flops / 1e6) ^ -0.07`, or a reward of your own.
   */
  readonly reward?: string | Reward
  /** Architectures proposed in all; 16 unless told. */
  readonly episodes?: number
  /** Episodes between two policy updates; 4 unless told. */
  readonly batch?: number
  /** Training of each child: `1 epoch`, `20000 images` or `300 steps`. */
  readonly budget?: string
  /** Journals of this space that the search begins with: the policy learns from them. */
  readonly warmStart?: ReadonlyArray<string>
  /** When the journal is forced to the disk; at each round's end unless told. */
  readonly sync?: 'event' | 'round' | 'end'
  /** Whether an architecture is trained again when it is proposed again. */
  readonly retrain?: boolean
  /** Whether a random search of the same length runs beside it, to be beaten. */
  readonly baseline?: boolean
  /** How many of the best are trained again by other seeds before one is declared the best. */
  readonly confirm?: number
  /** How trainings of children that promise little are ended early; not at all unless told. */
  readonly earlyStop?: (typeof earlyStopNames)[number]
  /** The same seed and batch give the same journal; 1 unless told. */
  readonly seed?: number
  /** Processes that train children at the same time. */
  readonly workers?: number
  /** Threads of each worker; part of what a seed repeats. 1 unless told. */
  readonly threads?: number
  /** Seconds after which a training fails; 600 unless told. */
  readonly timeLimit?: number
  /** Megabytes above which a worker fails; 4096 unless told. */
  readonly memoryLimit?: number
  /** Failures in a row that end the search; 5 unless told. */
  readonly maxFailures?: number
  /** Folder for the journal and the best network; `runs/DATE-TIME` unless told. */
  readonly out?: string
  /** The journal's file; `journal.jsonl` in `out` unless told. */
  readonly journal?: string
  /** Training of the best network at the end; `60000 images` unless told. */
  readonly finalBudget?: string
  /** Whether there is a final training and its test; true unless told. */
  readonly final?: boolean
  /** Whether the cost is measured before the search starts; true unless told. */
  readonly estimate?: boolean
  /** Print the plan and the estimated cost, and stop. */
  readonly dryRun?: boolean
  /** Print events as JSON, one a line. */
  readonly json?: boolean
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
