/**
 * What `reevaluateBest` gains at equal trainings, on NAS-Bench-Macro with its published noise. A search
 * that confirms has as many episodes fewer as its confirmation has trainings. `true` is the mean
 * accuracy of the architecture declared best, `optimism` what is reported of it minus that.
 * `npm run bench:confirm -- --table nas-bench-macro_cifar10.json --seeds 200 --json FILE`
 */
import { readFileSync } from 'node:fs'
import { from, map } from 'rxjs'
import {
  accuracy,
  choice,
  nextBelow,
  nextUniform,
  pairedDifference,
  type Policy,
  random,
  randomState,
  reinforce,
  type Rewarded,
  struct,
} from '../src/core.ts'
import {
  reevaluateBest,
  type Contender,
  type Ranked,
  ranking,
  search,
  type Trainer,
} from '../streams/index.ts'
import { mean } from '../src/common/index.ts'
import { flag, wholeFlag } from './flags.ts'
import { report, type Row } from './table.ts'

interface Published {
  readonly test_acc: ReadonlyArray<number>
  readonly mean_acc: number
  readonly std: number
}

const table = new Map(
  Object.entries(
    JSON.parse(
      readFileSync(flag('--table') ?? '../../shared/tables/nas-bench-macro_cifar10.json', 'utf8'),
    ) as Record<string, Published>,
  ),
)
const seeds = wholeFlag('--seeds', 200)
const layers = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const layer = choice(0, 1, 2)
const space = struct({
  ...{ a: layer, b: layer, c: layer, d: layer },
  ...{ e: layer, f: layer, g: layer, h: layer },
})
type Child = Readonly<Record<(typeof layers)[number], 0 | 1 | 2>>

const published = (child: Child): Published => {
  const found = table.get(layers.map((name) => child[name]).join(''))
  if (found === undefined) throw new Error('not in the table')
  return found
}

/** A measurement as a training of its own would give it: normal noise of the published deviation. */
const normal: Trainer<Child> = ({ architecture, seed }) => {
  const { mean_acc, std, test_acc } = published(architecture)
  const [u, next] = nextUniform(randomState(seed))
  const z = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * nextUniform(next)[0])
  const deviation = std * Math.sqrt(test_acc.length / (test_acc.length - 1))
  return [{ accuracy: (mean_acc + deviation * z) / 100 }]
}
/** The published runs themselves: the search sees the first, a confirmation one of the others. */
const runOf =
  (pick: (seed: number) => number): Trainer<Child> =>
  ({ architecture, seed }) => [
    { accuracy: (published(architecture).test_acc[pick(seed)] ?? NaN) / 100 },
  ]
const noises = {
  normal: { searched: normal, confirmed: normal },
  runs: {
    searched: runOf(() => 0),
    confirmed: runOf((seed) => 1 + nextBelow(2)(randomState(seed))[0]),
  },
} as const

const totals = [16, 32, 50, 100, 150, 250]
const confirmations = [
  [1, 1],
  [2, 2],
  [4, 8],
  [8, 24],
] as const

const trueOf = (child: Child): number => published(child).mean_acc

const episodesOf = <S>(
  policy: Policy<S>,
  trainer: Trainer<Child>,
  seed: number,
): ReadonlyArray<Rewarded<Child>> => {
  const all: Array<Rewarded<Child>> = []
  search({
    ...{ space, policy, trainer, reward: accuracy, budget: {}, batch: 4, seed },
    episodes: Math.max(...totals),
  }).subscribe((event) => {
    if (event._tag === 'Rewarded') all.push(event)
  })
  return all
}

/** The ranking of a search's first episodes. */
const rankedOf = (episodes: ReadonlyArray<Rewarded<Child>>): ReadonlyArray<Ranked<Child>> => {
  let all: ReadonlyArray<Ranked<Child>> = []
  from(episodes)
    .pipe(
      map((episode) => ({ episode, recorded: episode.reward })),
      ranking(),
    )
    .subscribe((ranked) => {
      all = ranked
    })
  return all
}

const confirmedOf = (
  ranked: ReadonlyArray<Ranked<Child>>,
  trainer: Trainer<Child>,
  seed: number,
  top: number,
): Contender<Child> => {
  let best: Contender<Child> | undefined
  from([ranked])
    .pipe(reevaluateBest({ trainer, reward: accuracy, budget: {}, seed, top }))
    .subscribe((event) => {
      if (event._tag === 'Confirmed') best = event.contenders[0]
    })
  if (best === undefined) throw new Error('nothing was confirmed')
  return best
}

const points = (value: number): string => value.toFixed(3)

interface Reading {
  readonly worth: number
  readonly told: number
}

const measure = <S>(policy: Policy<S>, noise: keyof typeof noises): ReadonlyArray<Row> => {
  const { searched, confirmed } = noises[noise]
  const plain = new Map<string, Array<Reading>>()
  const add = (name: string, reading: Reading): void => {
    plain.set(name, [...(plain.get(name) ?? []), reading])
  }
  for (let seed = 0; seed < seeds; seed++) {
    const episodes = episodesOf(policy, searched, seed)
    for (const total of totals) {
      const [first] = rankedOf(episodes.slice(0, total))
      if (first === undefined) continue
      const { architecture } = first.outcome.validated
      add(`${total} 0`, { worth: trueOf(architecture), told: 100 * first.reward })
      for (const [top, trainings] of confirmations) {
        if (trainings > total / 2) continue
        const ranked = rankedOf(episodes.slice(0, total - trainings))
        const best = confirmedOf(ranked, confirmed, seed, top)
        add(`${total} ${top}`, { worth: trueOf(best.architecture), told: 100 * best.reward })
      }
    }
  }
  return totals.flatMap((total) => {
    const without = plain.get(`${total} 0`) ?? []
    return [0, ...confirmations.map(([top]) => top)].flatMap((top): ReadonlyArray<Row> => {
      const readings = plain.get(`${total} ${top}`)
      if (readings === undefined) return []
      const { difference, interval } = pairedDifference(
        readings.map(({ worth }, i) => [worth, without[i]?.worth ?? NaN]),
      )
      return [
        {
          policy: policy.name,
          noise,
          trainings: total,
          confirmed: top,
          true: points(mean(readings.map(({ worth }) => worth))),
          gain: top === 0 ? '' : points(difference),
          '95 % interval': top === 0 ? '' : `${points(interval.low)} to ${points(interval.high)}`,
          optimism: points(mean(readings.map(({ worth, told }) => told - worth))),
        },
      ]
    })
  })
}

report([
  ...measure(random(space), 'normal'),
  ...measure(random(space), 'runs'),
  ...measure(reinforce(space), 'normal'),
  ...measure(reinforce(space), 'runs'),
])
