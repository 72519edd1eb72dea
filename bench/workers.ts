/**
 * Children trained a second by one worker of one thread, two workers of one thread, and one worker of
 * two threads, interleaved in one run: eight random children of the article's space, in rounds of four,
 * on random examples of MNIST's shape. Beside the clock it tells CPU seconds, by which a machine that
 * others use too is seen through: `free cores` is the ratio that CPU seconds would give if every worker
 * had a core to itself. Idle is the part of the workers' time in a round that no child was trained in.
 *
 * `npm run bench:workers -- --json FILE --repeats N --steps N`
 */
import { readFileSync } from 'node:fs'
import { from, lastValueFrom } from 'rxjs'
import { type Cnn1d, cnn1dCost, mnistTask, articleCnn1d, type Validated } from '../src/core.ts'
import {
  childWorker,
  type ChildWorkerOptions,
  engineEnvironment,
  ensureEngine,
  processTrainer,
  type ProcessTrainer,
} from '../src/node/index.ts'
import { type Examples } from '../src/tfjs/index.ts'
import { type RoundProposed, trainChild, type Trainer } from '../streams/index.ts'
import { orThrow } from '../src/common/index.ts'
import { randomChildren, storedForBench } from './benchChildren.ts'
import { wholeFlag } from './flags.ts'
import { report, type Row, spread } from './table.ts'

orThrow(await ensureEngine())
const repeats = wholeFlag('--repeats', 5)
const steps = wholeFlag('--steps', 20)
const task = { ...mnistTask, poolStride: 'size' } as const
const flops = (architecture: Cnn1d): number => cnn1dCost(task)(architecture).flops
const children = randomChildren(articleCnn1d({ maxLayers: 2, task }), 8, 3)
const rounds = [children.slice(0, 4), children.slice(4)]

const examples = (count: number): Examples => ({
  ...{ count, shape: [28, 28, 1], scale: 1 / 255 },
  values: Uint8Array.from({ length: count * 784 }, (_, i) => (i * 2_654_435_761) % 256),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
})
const dataFolder = storedForBench({
  ...{ train: examples(2000), validation: examples(250), test: examples(1) },
  task: { input: [28, 28, 1], target: { _tag: 'Classes', count: 10 } },
})

interface Setting {
  readonly name: string
  readonly workers: number
  readonly threads: number
  readonly dearestFirst: boolean
}
const settings: ReadonlyArray<Setting> = [
  { name: 'in order', workers: 1, threads: 1, dearestFirst: false },
  { name: 'in order', workers: 2, threads: 1, dearestFirst: false },
  { name: 'dearest first', workers: 2, threads: 1, dearestFirst: true },
  { name: 'in order', workers: 1, threads: 2, dearestFirst: false },
]

const poolOf = ({ workers, threads }: Setting): ProcessTrainer<Cnn1d> =>
  processTrainer({
    module: childWorker,
    workers,
    environment: engineEnvironment({ threads }),
    options: {
      ...{ dataFolder, threads },
      family: { _tag: 'Named', name: 'article-cnn1d', settings: { layers: 2, poolStride: 'size' } },
    } satisfies ChildWorkerOptions,
  })

/** CPU seconds that each process has used. */
const cpuOf = (pids: ReadonlyArray<number>): ReadonlyArray<number> =>
  pids.map((pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Behind the name in brackets: the 12th and 13th are ticks of a hundredth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  })

interface Run {
  readonly seconds: number
  /** CPU seconds of each worker. */
  readonly cpu: ReadonlyArray<number>
  /** Seconds that workers spent on children. */
  readonly busy: number
}

const marker: RoundProposed<null> = { _tag: 'RoundProposed', round: 0, state: null, episodes: 0 }

/** Trains the rounds, one after another. */
const run = async (setting: Setting, { trainer, pids }: ProcessTrainer<Cnn1d>): Promise<Run> => {
  let busy = 0
  const timed: Trainer<Cnn1d> = async (job) => {
    const began = performance.now()
    const measured = await lastValueFrom(from(trainer(job)))
    busy += (performance.now() - began) / 1000
    // Behind its progress, a trainer gives what it measured.
    return measured
  }
  const { workers } = setting
  const before = cpuOf(pids())
  const began = performance.now()
  for (const round of rounds) {
    const validated = round.map((architecture, episode): Validated<Cnn1d> => ({
      ...{ _tag: 'Validated', episode, trace: [], architecture },
      key: JSON.stringify(architecture),
    }))
    const how = { budget: { steps }, seed: 1, workers }
    await lastValueFrom(
      from([...validated, marker]).pipe(
        trainChild(timed, setting.dearestFirst ? { ...how, cost: flops } : how),
      ),
    )
  }
  const seconds = (performance.now() - began) / 1000
  const cpu = cpuOf(pids()).map((after, i) => after - (before[i] ?? 0))
  return { seconds, cpu, busy }
}

const pools = settings.map(poolOf)
const warm = { budget: { steps: 2 }, seed: 1, signal: new AbortController().signal }
for (const [i, { trainer }] of pools.entries())
  await Promise.all(
    Array.from({ length: settings[i]?.workers ?? 1 }, () =>
      lastValueFrom(from(trainer({ ...warm, architecture: rounds[0]?.[0] ?? { layers: [] } }))),
    ),
  )

const runs: ReadonlyArray<Array<Run>> = settings.map(() => [])
for (let repeat = 0; repeat < repeats; repeat++)
  for (const [i, setting] of settings.entries()) {
    const pool = pools[i]
    if (pool !== undefined) runs[i]?.push(await run(setting, pool))
    process.stderr.write('.')
  }
process.stderr.write('\n')
await Promise.all(pools.map(({ close }) => close()))

const sum = (ns: ReadonlyArray<number>): number => ns.reduce((a, b) => a + b, 0)
const median = (ns: ReadonlyArray<number>): number => spread(ns).median
const two = (n: number): number => Number(n.toFixed(2))
const [alone = []] = runs
report(
  settings.map(({ name, workers, threads }, i): Row => {
    const own = runs[i] ?? []
    // Ratios of runs that follow each other: the machine's mood is the same.
    const ratio = (of: (run: Run) => number): number =>
      two(median(own.map((one, k) => of(alone[k] ?? one) / of(one))))
    return {
      workers,
      'threads each': threads,
      children: name,
      'seconds of 8': two(median(own.map(({ seconds }) => seconds))),
      'times as fast': ratio(({ seconds }) => seconds),
      'CPU seconds of 8': two(median(own.map(({ cpu }) => sum(cpu)))),
      'free cores': threads > 1 ? '-' : ratio(({ cpu }) => Math.max(...cpu)),
      idle: `${Math.round(100 * median(own.map(({ busy, seconds }) => 1 - busy / (workers * seconds))))} %`,
    }
  }),
)
