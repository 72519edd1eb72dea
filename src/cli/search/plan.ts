import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { type Budget } from '../../index.ts'
import { budget } from '../options/budget.ts'
import { positiveNumber, wholeNumber } from '../options/numbers.ts'
import { oneOfNames } from '../options/oneOfNames.ts'
import { type UsageError } from '../options/UsageError.ts'

/** The spaces that the command line knows by name. */
export const spaceNames = ['seed-cnn1d', 'article'] as const
/** The policies that the command line knows by name. */
export const policyNames = ['reinforce', 'random', 'seed-reinforce'] as const
/** The rewards that the command line knows by name. */
export const rewardNames = ['accuracy', 'article-printed', 'article-code'] as const

/** The options of `rxnas search` as they are typed: text, or a switch. */
export interface SearchOptions {
  readonly data: string
  readonly trainImages?: string
  readonly space?: string
  readonly layers: string
  readonly poolStride: string
  readonly policy: string
  readonly reward?: string
  readonly episodes: string
  readonly batch?: string
  readonly workers: string
  readonly threads: string
  readonly budget: string
  readonly finalBudget: string
  readonly seed: string
  readonly out?: string
  readonly journal?: string
  readonly timeLimit: string
  readonly memoryLimit: string
  readonly maxFailures: string
  readonly retrain?: boolean
  readonly final: boolean
  readonly json?: boolean
}

/** A search as `rxnas search` will run it: every option read, every default filled in. */
export interface SearchPlan {
  /** `undefined` for the MNIST that rxnas finds or fetches; else a folder of IDX files. */
  readonly dataFolder: string | undefined
  readonly trainImages: number | undefined
  readonly space: (typeof spaceNames)[number]
  readonly layers: number
  readonly poolStride: 'one' | 'size'
  readonly policy: (typeof policyNames)[number]
  readonly reward: (typeof rewardNames)[number]
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
  readonly final: boolean
  readonly json: boolean
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A folder's name for a search begun now: `runs/2026-01-31-091502`. */
const runFolder = (now: Date): string =>
  `runs/${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(
    now.getMinutes(),
  )}${two(now.getSeconds())}`

const optional = <A>(
  given: string | undefined,
  read: (given: string) => E.Either<UsageError, A>,
): E.Either<UsageError, A | undefined> => (given === undefined ? E.right(undefined) : read(given))

const usage = (message: string): E.Either<UsageError, never> =>
  E.left({ _tag: 'UsageError', message })

const limits = {
  episodes: { min: 1, max: 10_000_000 },
  batch: { min: 1, max: 1024 },
  workers: { min: 1, max: 256 },
  threads: { min: 1, max: 256 },
  layers: { min: 1, max: 16 },
  seed: { min: 0, max: 4_294_967_295 },
  failures: { min: 1, max: 1_000_000 },
  images: { min: 100, max: 1_000_000_000 },
  megabytes: { min: 256, max: 16_000_000 },
} as const

const readAll = sequenceS(E.Apply)

const fitTogether = (plan: SearchPlan): E.Either<UsageError, SearchPlan> =>
  plan.policy === 'seed-reinforce' && plan.space !== 'article'
    ? usage(
        '--policy seed-reinforce proposes bare whole numbers, which only --space article takes. Leave --space out, or choose another policy.',
      )
    : E.right(plan)

/** The plan of typed options, or what is wrong with the first that cannot be taken. */
export const planSearch = (options: SearchOptions, now: Date): E.Either<UsageError, SearchPlan> => {
  const published = options.policy === 'seed-reinforce'
  const out = options.out ?? runFolder(now)
  const read = readAll({
    policy: oneOfNames('--policy', policyNames)(options.policy),
    space: oneOfNames(
      '--space',
      spaceNames,
    )(options.space ?? (published ? 'article' : 'seed-cnn1d')),
    reward: oneOfNames(
      '--reward',
      rewardNames,
    )(options.reward ?? (published ? 'article-code' : 'accuracy')),
    poolStride: oneOfNames('--pool-stride', ['one', 'size'])(options.poolStride),
    layers: wholeNumber('--layers', limits.layers)(options.layers),
    episodes: wholeNumber('--episodes', limits.episodes)(options.episodes),
    batch: wholeNumber('--batch', limits.batch)(options.batch ?? (published ? '1' : '4')),
    workers: wholeNumber('--workers', limits.workers)(options.workers),
    threads: wholeNumber('--threads', limits.threads)(options.threads),
    budget: budget('--budget')(options.budget),
    finalBudget: budget('--final-budget')(options.finalBudget),
    seed: wholeNumber('--seed', limits.seed)(options.seed),
    trainImages: optional(options.trainImages, wholeNumber('--train-images', limits.images)),
    timeLimit: positiveNumber('--time-limit', 1e7)(options.timeLimit),
    memoryLimit: wholeNumber('--memory-limit', limits.megabytes)(options.memoryLimit),
    maxFailures: wholeNumber('--max-failures', limits.failures)(options.maxFailures),
  })
  return E.Chain.chain(read, (values) =>
    fitTogether({
      ...values,
      dataFolder: options.data === 'mnist' ? undefined : options.data,
      out,
      journal: options.journal ?? `${out}/journal.jsonl`,
      reuse: options.retrain !== true,
      final: options.final,
      json: options.json === true,
    }),
  )
}
