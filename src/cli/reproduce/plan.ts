import * as E from 'fp-ts/lib/Either.js'
import { availableParallelism } from 'node:os'
import {
  described,
  name,
  policyNames,
  settings,
  usage,
  type UsageError,
  whole,
} from '../../session/index.ts'
import { type Budget } from '../../index.ts'
import { type ArchitectureName, architectureNames, article } from './articleFigures.ts'
import { type Flag, readFlags, refuse } from './Flag.ts'

type PolicyName = (typeof policyNames)[number]

const both = described('Both forms')
const table = described('The table alone')
const search = described('With --search alone')

/** What each flag of `rxnas reproduce` holds. */
interface FlagTypes {
  readonly search: boolean
  readonly seeds: number
  readonly images: number
  readonly data: string
  readonly workers: number
  readonly threads: number
  readonly out: string
  readonly json: boolean
  readonly architecture: ArchitectureName
  readonly epochs: number
  readonly policy: PolicyName
  readonly children: number
  readonly budget: Budget
  readonly finalBudget: Budget
  readonly poolStride: 'one' | 'size'
}

/** The flags of `rxnas reproduce`. */
export const reproduceFlags: { readonly [K in keyof FlagTypes]: Flag<FlagTypes[K]> } = {
  search: both(
    settings.json,
    "run the article's own search beside other policies, instead of its table",
  ),
  seeds: both(whole(1, 100), 'runs of each, by the seeds 1, 2, ...', '3'),
  images: both(
    settings.trainExamples,
    'train on the first so many images of the training split',
    'all, the article has 55000',
  ),
  data: both(
    settings.data,
    "mnist, fashion-mnist or a folder of IDX files; the article's figures are of mnist",
    'mnist',
  ),
  workers: both(
    settings.workers,
    'processes that train at the same time',
    'one a processor, at most 4',
  ),
  threads: both(settings.threads, 'threads of each worker', '1'),
  out: both(
    settings.out,
    'folder of the results; what it holds already is not run again',
    'runs/reproduce',
  ),
  json: both(settings.json, 'print the report as JSON, and nothing else on standard output'),
  architecture: table(
    name(architectureNames),
    "only this one of the article's architectures: manual or found",
    'both',
  ),
  epochs: table(whole(1, 1000), 'passes through the training images', String(article.epochs)),
  policy: search(name(policyNames), 'only this policy', 'all that rxnas has'),
  children: search(settings.episodes, 'architectures that each search proposes', '24'),
  budget: search(settings.budget, 'training of each child', '6000 images'),
  finalBudget: search(settings.finalBudget, "training of each search's winner", '1 epoch'),
  poolStride: search(
    settings.poolStride,
    'stride of the pooling: one as in the article, or its size, with which a child is several times as fast, but three of four in this space are too short to pool and are rejected',
    'one',
  ),
}

/** What the two forms of the command have in common. */
interface CommonPlan {
  readonly data: string
  readonly seeds: ReadonlyArray<number>
  /** Training images; `undefined` for all. */
  readonly images: number | undefined
  readonly workers: number
  readonly threads: number
  readonly out: string
  readonly json: boolean
}

/** The article's table, as it will be run. */
export interface TablePlan extends CommonPlan {
  readonly _tag: 'Table'
  readonly architectures: ReadonlyArray<ArchitectureName>
  readonly epochs: number
}

/** The article's search beside others, as it will be run. */
export interface SearchesPlan extends CommonPlan {
  readonly _tag: 'Searches'
  readonly policies: ReadonlyArray<PolicyName>
  readonly children: number
  readonly budget: Budget
  readonly finalBudget: Budget
  readonly poolStride: 'one' | 'size'
}

/** What `rxnas reproduce` will run. */
export type ReproducePlan = TablePlan | SearchesPlan

const ofTable = ['architecture', 'epochs']
const ofSearch = ['policy', 'children', 'budget', 'finalBudget', 'poolStride']

/** The plan of the flags that are given, or what of them cannot be taken. */
export const planReproduction = (
  given: Readonly<Record<string, unknown>>,
): E.Either<UsageError, ReproducePlan> =>
  E.Chain.chain(
    given['search'] === true
      ? refuse(given, ofTable, "is of the article's table, which is not run with --search")
      : refuse(given, ofSearch, 'is of the searches, which are run with --search'),
    () =>
      E.Chain.chain(readFlags(reproduceFlags, given), (values) => {
        const { seeds = 3, architecture, policy } = values
        const common: CommonPlan = {
          data: values.data ?? 'mnist',
          seeds: Array.from({ length: seeds }, (_, i) => i + 1),
          images: values.images,
          workers: values.workers ?? Math.min(4, availableParallelism()),
          threads: values.threads ?? 1,
          out: values.out ?? 'runs/reproduce',
          json: values.json === true,
        }
        if (values.search !== true)
          return E.right({
            _tag: 'Table',
            ...common,
            architectures: architecture === undefined ? architectureNames : [architecture],
            epochs: values.epochs ?? article.epochs,
          })
        const { children = 24 } = values
        if (children < 2)
          return E.left(usage('--children takes 2 or more: a single child is no search.'))
        return E.right({
          _tag: 'Searches',
          ...common,
          policies: policy === undefined ? policyNames : [policy],
          children,
          budget: values.budget ?? { images: 6_000 },
          finalBudget: values.finalBudget ?? { epochs: 1 },
          poolStride: values.poolStride ?? 'one',
        })
      }),
  )
