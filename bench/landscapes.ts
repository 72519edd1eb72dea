/**
 * Every policy on targets made from a seed, none of them a published table: NK landscapes (Kauffman
 * and Levin, "Towards a general theory of adaptive walks on rugged landscapes", J. Theor. Biol. 128,
 * 1987), one with noise, one with failures, and a conditional space. Reported is the true value of
 * the incumbent, 0 the landscape's mean and 100 the best that any policy or 20,000 draws found.
 * A duplicate has the reward it had, noise and all.
 * `npm run bench:landscapes -- --seeds N --only NAME,... --json FILE`
 */
import { setPriority } from 'node:os'
import * as E from 'fp-ts/lib/Either.js'
import {
  accuracy,
  architectureKey,
  choice,
  decisionsOf,
  deriveSeed,
  failTraining,
  hashText,
  type Policy,
  randomState,
  sample,
  type SearchSpace,
  sequence,
  standardError,
  struct,
  trainerFailed,
} from '../src/core.ts'
import { mean } from '../src/common/index.ts'
import { search } from '../streams/index.ts'
import { baseline, contenders } from './search/policies.ts'
import { isWanted, seedsFlag } from './flags.ts'
import { printTable, writeJson } from './table.ts'

setPriority(19)

const checkpoints = [50, 100, 150]
const episodes = Math.max(...checkpoints)
const draws = 20_000
const seeds = seedsFlag(20)
const leftOut = ['random, no repeats', "ppo, NNI's settings"]
const policies = [baseline, ...contenders].filter(
  ({ name }) => !leftOut.includes(name) && isWanted(name),
)

/** A number in [0, 1) that a seed and a text always have. */
const drawn = (seed: number, text: string): number =>
  deriveSeed(seed, hashText(text) % 2 ** 32) / 2 ** 32

interface Target {
  readonly title: string
  readonly space: SearchSpace<unknown>
  /** The true value, in [0, 1]. */
  readonly value: (seed: number) => (architecture: unknown) => number
  /** The deviation of the reward's noise, as a share of the landscape's own. */
  readonly noise: number
  /** The share of architectures that fail. */
  readonly failing: number
}

const options = choice(0, 1, 2, 3)
const genes = sequence(10, 10, options)

/** Each gene's part is drawn for its option and those of the next `k` genes, round the end. */
const nk = (k: number, noise = 0, failing = 0): Target => ({
  title: `NK, 10 genes of 4, K = ${k}${noise > 0 ? `, noise ${noise}` : ''}${failing > 0 ? `, ${100 * failing} % fail` : ''}`,
  space: genes,
  noise,
  failing,
  value: (seed) => (architecture) => {
    const taken = decisionsOf(genes)(architecture as ReadonlyArray<0 | 1 | 2 | 3>) // drawn from it
    return mean(
      taken.map((_, i) => {
        const near = Array.from({ length: k + 1 }, (__, j) => taken[(i + j) % taken.length]?.option)
        return drawn(seed, `${i}:${near.join()}`)
      }),
    )
  },
})

const layered: SearchSpace<unknown> = struct({
  batch: choice(8, 16),
  rate: choice(0.1, 0.03, 0.01, 0.003, 0.001),
  layers: sequence(
    1,
    4,
    struct({ kernel: choice(1, 3, 5), width: choice(4, 8, 16, 32, 64), pooled: choice(0, 1) }),
  ),
  head: choice('none', 'small', 'wide'),
})

/** Each decision has an effect, and a fifth of the pairs one more; decisions not asked have none. */
const conditional: Target = {
  title: 'conditional, 1 to 4 layers, additive with some pairs',
  space: layered,
  noise: 0,
  failing: 0,
  value: (seed) => (architecture) => {
    const taken = decisionsOf(layered)(architecture)
    const effects = taken.flatMap((a, i) => [
      drawn(seed, `${a.path}=${a.option}`) - 0.5,
      ...taken
        .slice(i + 1)
        .filter((b) => drawn(seed, `${a.path}+${b.path}`) < 0.2)
        .map((b) => drawn(seed, `${a.path}=${a.option}+${b.path}=${b.option}`) - 0.5),
    ])
    return 1 / (1 + Math.exp(-effects.reduce((sum, x) => sum + x, 0) / 4))
  },
}

/** The policies' figures at the checkpoints on a seed's landscape. */
const played = ({ space, value, noise, failing }: Target, seed: number): number[][] => {
  const truth = value(seed)
  const keyOf = architectureKey(space)
  const fails = (one: unknown): boolean => failing > 0 && drawn(seed, `!${keyOf(one)}`) < failing
  const values: Array<number> = []
  let best = -Infinity
  let state = randomState(seed)
  for (let i = 0; i < draws; i++) {
    const [one, next] = sample(space)(state)
    state = next
    if (E.isLeft(one)) continue
    const found = truth(one.right)
    values.push(found)
    if (found > best && !fails(one.right)) best = found
  }
  const middle = mean(values)
  const deviation = standardError(values) * Math.sqrt(values.length)
  const noisy = (exact: number, key: string): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - drawn(seed, `r${key}`)))
    const normal = radius * Math.cos(2 * Math.PI * drawn(seed, `a${key}`))
    return Math.min(1, Math.max(0, exact + noise * deviation * normal))
  }
  const run = <S>(policy: Policy<S>): ReadonlyArray<number> => {
    const curve: Array<number> = []
    let [highest, incumbent] = [-Infinity, middle]
    search({
      space,
      policy,
      trainer: ({ architecture }) =>
        fails(architecture)
          ? failTraining(trainerFailed('This one fails by design.'))
          : [{ accuracy: noisy(truth(architecture), keyOf(architecture)) }],
      reward: accuracy,
      budget: {},
      episodes,
      batch: 1,
      seed,
      maxFailures: episodes + 1,
    }).subscribe((event) => {
      if (event._tag !== 'Rewarded') return
      const { outcome, reward } = event
      if (outcome._tag === 'Trained') {
        const exact = truth(outcome.validated.architecture)
        best = Math.max(best, exact)
        if (reward > highest) [highest, incumbent] = [reward, exact]
      }
      curve.push(incumbent)
    })
    return checkpoints.map((episode) => curve[episode - 1] ?? NaN)
  }
  const found = policies.map(({ on }) => on(space)(run))
  return found.map((xs) => xs.map((x) => (100 * (x - middle)) / (best - middle)))
}

const rows = [nk(1), nk(3), conditional, nk(1, 0.5), nk(1, 0, 0.2)].flatMap((target) => {
  const found = seeds.map((seed) => played(target, seed))
  const table = policies.map(({ name }, p) => ({
    policy: name,
    ...Object.fromEntries(
      checkpoints.map((episode, c) => {
        const xs = found.map((one) => one[p]?.[c] ?? NaN)
        return [`@${episode}`, `${mean(xs).toFixed(1)} ± ${standardError(xs).toFixed(1)}`]
      }),
    ),
  }))
  console.log(`\n${target.title}, ${seeds.length} seeds\n`)
  printTable(table)
  return table.map((row) => ({ target: target.title, ...row }))
})
writeJson(rows)
