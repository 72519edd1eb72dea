import { availableParallelism } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import { type Budget } from '../../index.ts'
import { type LoadedConfig, type OwnParts } from '../../node/config/index.ts'
import {
  type earlyStopNames,
  type policyNames,
  type SettingValues,
  usage,
  type UsageError,
} from '../../session/index.ts'
import { type DataOptions } from '../../node/index.ts'
import { type FamilyName, type FamilySettings } from '../../tfjs/index.ts'

/** A search as `rxnas search` will run it: every setting read, and every default filled in that does not depend on the data. */
export interface SearchPlan {
  readonly data: string
  readonly dataOptions: DataOptions
  readonly trainExamples: number | undefined
  /** `undefined` where the data decides. */
  readonly space: FamilyName | undefined
  readonly spaceSettings: FamilySettings
  readonly policy: (typeof policyNames)[number]
  /** `undefined` where the data decides. */
  readonly reward: string | undefined
  /** What a configuration defines of its own, before what is named. */
  readonly own: OwnParts
  /** The configuration's file. */
  readonly configFile: string | undefined
  readonly episodes: number
  readonly batch: number
  readonly workers: number
  readonly threads: number
  readonly budget: Budget
  readonly finalBudget: Budget
  readonly seed: number
  /** Folder of everything that the search leaves. */
  readonly out: string
  readonly journal: string
  /** Seconds a child may train. */
  readonly timeLimit: number
  /** Megabytes a worker may take. */
  readonly memoryLimit: number
  readonly maxFailures: number
  readonly reuse: boolean
  readonly earlyStop: (typeof earlyStopNames)[number] | undefined
  readonly sync: 'event' | 'round' | 'end'
  /** Journals that the search begins with. */
  readonly warmStart: ReadonlyArray<string>
  /** Whether a random baseline runs beside the search. */
  readonly baseline: boolean
  /** How many of the best are trained again before one is declared the best. */
  readonly confirm: number
  readonly final: boolean
  readonly estimate: boolean
  readonly dryRun: boolean
  readonly json: boolean
}

const usualEpisodes = 16

/** So many of the best, and the trainings that sequential halving takes for them. */
const confirmations = [
  [8, 24],
  [4, 8],
  [2, 2],
  [1, 1],
] as const

/**
 * How many are trained again unless told: as many as a twelfth of the episodes' trainings allow. By
 * `bench:confirm` more than that costs a short search what it gains.
 */
const usualConfirm = (episodes: number): number =>
  confirmations.find(([, trainings]) => 12 * trainings <= episodes)?.[0] ?? 0

const two = (n: number): string => String(n).padStart(2, '0')

/** A folder's name for a search begun now: `runs/2026-01-31-091502`. */
export const runFolder = (now: Date): string =>
  `runs/${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(
    now.getMinutes(),
  )}${two(now.getSeconds())}`

/** The keys of an object that have a value. */
const present = <O extends object>(o: O): { [K in keyof O]?: Exclude<O[K], undefined> } =>
  // What is left out is what is undefined.
  Object.fromEntries(Object.entries(o).filter(([, value]) => value !== undefined)) as {
    [K in keyof O]?: Exclude<O[K], undefined>
  }

/** How data is read, of the settings that say so. */
export const dataOptionsOf = (values: SettingValues): DataOptions => {
  const { target, task, columns, validation, test, splitSeed, imageSize } = values
  return present({ target, task, columns, validation, test, splitSeed, imageSize })
}

const fitTogether = (plan: SearchPlan): E.Either<UsageError, SearchPlan> =>
  plan.policy === 'article-reinforce' && (plan.space !== 'article' || plan.own.space !== undefined)
    ? E.left(
        usage(
          '--policy article-reinforce proposes bare whole numbers, which only --space article takes. Leave --space out, or choose another policy.',
        ),
      )
    : E.right(plan)

/** The parts of its own that a configuration defines and no flag names instead. */
const ownParts = ({ own }: LoadedConfig, values: SettingValues): OwnParts => ({
  ...(own.space !== undefined && values.space === undefined ? { space: own.space } : {}),
  ...(own.policy !== undefined && values.policy === undefined ? { policy: own.policy } : {}),
  ...(own.reward !== undefined && values.reward === undefined ? { reward: own.reward } : {}),
})

/** The plan of the settings that are given, or what of them does not fit together. */
export const planSearch = (
  values: SettingValues,
  config: LoadedConfig,
  now: Date,
): E.Either<UsageError, SearchPlan> => {
  const own = ownParts(config, values)
  const published = values.policy === 'article-reinforce'
  const out = values.out ?? runFolder(now)
  const { layers, poolStride, tune } = values
  return fitTogether({
    data: values.data ?? 'mnist',
    dataOptions: dataOptionsOf(values),
    trainExamples: values.trainExamples,
    space: values.space ?? (published ? 'article' : undefined),
    spaceSettings: present({ layers, poolStride, tune }),
    policy: values.policy ?? 'actor-critic',
    reward: values.reward ?? (published && own.reward === undefined ? 'article-code' : undefined),
    own,
    configFile: config.file,
    episodes: values.episodes ?? usualEpisodes,
    batch: values.batch ?? (published ? 1 : 4),
    workers: values.workers ?? Math.min(4, availableParallelism()),
    threads: values.threads ?? 1,
    budget: values.budget ?? { images: 12_000 },
    finalBudget: values.finalBudget ?? { images: 60_000 },
    seed: values.seed ?? 1,
    out,
    journal: values.journal ?? `${out}/journal.jsonl`,
    timeLimit: values.timeLimit ?? 600,
    memoryLimit: values.memoryLimit ?? 4096,
    maxFailures: values.maxFailures ?? 5,
    reuse: values.retrain !== true,
    earlyStop: values.earlyStop,
    sync: values.sync ?? 'round',
    warmStart: values.warmStart ?? [],
    baseline: values.baseline === true,
    confirm: values.confirm ?? usualConfirm(values.episodes ?? usualEpisodes),
    final: values.final !== false,
    estimate: values.estimate !== false,
    dryRun: values.dryRun === true,
    json: values.json === true,
  })
}
