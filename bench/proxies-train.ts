import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { from, lastValueFrom, map, mergeMap, toArray } from 'rxjs'
import {
  type Budget,
  type Measurement,
  mnistTask,
  articleCnn1d,
  type TrainingProgress,
} from '../src/core.ts'
import {
  childWorker,
  type ChildWorkerOptions,
  engineEnvironment,
  loadData,
  processTrainer,
  type ProcessTrainer,
} from '../src/node/index.ts'
import { take } from '../src/tfjs/index.ts'
import { orThrow } from '../src/common/index.ts'
import { wholeFlag } from './flags.ts'
import { randomChildren, storedForBench } from './benchChildren.ts'

/**
 * How children are trained in full: so many examples, so many times; the proxies take a part of
 * either. `--children`, `--examples` and `--validation` give more.
 */
export const full = {
  children: wholeFlag('--children', 20),
  examples: wholeFlag('--examples', 1500),
  validation: wholeFlag('--validation', 1500),
  ...{ epochs: 4, part: 1 / 4, evaluations: 4 },
} as const

/** All that one training said, in order; the measurement last. */
export type Said = ReadonlyArray<TrainingProgress | Measurement>

/** The trainings of one child. */
export interface TrainedChild {
  readonly architecture: unknown
  /** The whole training. */
  readonly full: Said
  /** The same from another seed: how well a ranking agrees with itself. */
  readonly again: Said
  /** As many epochs on a part of the examples. */
  readonly subset: Said
  /** A part of the epochs, from inherited weights. */
  readonly inherited: Said
}

/** Whether to do with what is kept, and train nothing. */
const keptOnly = process.argv.includes('--kept-only')

type Way = Exclude<keyof TrainedChild, 'architecture'>

/** A training that is over. */
interface Done {
  readonly child: number
  readonly way: Way
  readonly said: Said
}

/** The trainings that a file keeps, one a line, of a run that was stopped. */
const readKept = (file: string | undefined): ReadonlyArray<Done> => {
  if (file === undefined || !existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  // What this bench has written.
  const done = lines.map((line) => JSON.parse(line) as Done)
  // A child inherits from those before it: the chain is trained as a whole.
  return !keptOnly && done.filter(({ way }) => way === 'inherited').length < full.children
    ? done.filter(({ way }) => way !== 'inherited')
    : done
}

/**
 * Trains random children of the article's space in every way that the bench compares.
 *
 * @param file - where trainings are kept, so that a run that is stopped goes on
 */
export const trainedChildren = async (
  file: string | undefined,
): Promise<ReadonlyArray<TrainedChild>> => {
  const space = articleCnn1d({ maxLayers: 2, task: { ...mnistTask, poolStride: 'size' } })
  const { splits } = orThrow(await loadData('mnist'))
  const dataFolder = storedForBench({
    ...splits,
    train: take(full.examples)(splits.train),
    validation: take(full.validation)(splits.validation),
    test: take(1)(splits.test),
  })
  const poolOf = (workers: number, options: Partial<ChildWorkerOptions>): ProcessTrainer<unknown> =>
    processTrainer({
      module: childWorker,
      workers,
      environment: engineEnvironment({ threads: 1 }),
      options: {
        dataFolder,
        family: {
          _tag: 'Named',
          name: 'article-cnn1d',
          settings: { layers: 2, poolStride: 'size' },
        },
        threads: 1,
        ...options,
      } satisfies ChildWorkerOptions,
    })
  const evaluating = poolOf(2, { evaluationsPerTraining: full.evaluations })
  const subset = poolOf(1, { trainExamples: full.examples * full.part })
  const inheriting = poolOf(1, { inherit: true })
  const { epochs, part } = full
  const whole: Budget = { epochs }
  const ways: Readonly<
    Record<Way, { readonly pool: ProcessTrainer<unknown>; readonly budget: Budget; seed?: number }>
  > = {
    full: { pool: evaluating, budget: whole },
    subset: { pool: subset, budget: whole },
    inherited: { pool: inheriting, budget: { epochs: epochs * part } },
    again: { pool: evaluating, budget: whole, seed: 2 },
  }
  const done = [...readKept(file)]
  const isDone = (child: number, way: Way): boolean =>
    done.some((one) => one.child === child && one.way === way)
  const children = randomChildren(space, full.children, 7)
  // Side by side, so that all ways but the second seed meet the machine in the same moods.
  const jobs = (
    [['full', 'subset', 'inherited'], ['again']] satisfies ReadonlyArray<ReadonlyArray<Way>>
  )
    .flatMap((together) =>
      children.flatMap((architecture, child) =>
        together.map((way: Way) => ({ architecture, child, way })),
      ),
    )
    .filter(({ child, way }) => !keptOnly && !isDone(child, way))

  await lastValueFrom(
    from(jobs).pipe(
      mergeMap(({ architecture, child, way }) => {
        const { pool, budget, seed = 1 } = ways[way]
        const { signal } = new AbortController()
        return from(pool.trainer({ architecture, budget, seed, signal })).pipe(
          toArray(),
          map((said) => {
            const one: Done = { child, way, said }
            done.push(one)
            if (file !== undefined) appendFileSync(file, `${JSON.stringify(one)}\n`)
            process.stderr.write(`${done.length} of ${children.length * 4} trainings\n`)
          }),
        )
      }, 2),
    ),
    { defaultValue: undefined },
  )
  await Promise.all([evaluating, subset, inheriting].map(({ close }) => close()))
  const said = (child: number, way: Way): Said =>
    done.find((one) => one.child === child && one.way === way)?.said ?? []
  return children.map((architecture, child) => ({
    architecture,
    full: said(child, 'full'),
    again: said(child, 'again'),
    subset: said(child, 'subset'),
    inherited: said(child, 'inherited'),
  }))
}
