/**
 * How well cheaper trainings rank children of the article's space (pool stride `size`, up to two
 * layers) as full ones do, on MNIST, by validation accuracy: rank correlations, where the proxy's best
 * child stands in full training, and the time saved. Stopped children have the figure that a reward
 * would see. The rules of early stopping are run over the looks of the full trainings, whose course a
 * stopped training follows to where it is stopped.
 *
 * `npm run bench:proxies -- --json FILE --kept FILE`, which goes on with the trainings of an earlier
 * run, or with `--kept-only` tells of those alone; more of them by `--children N --examples N --validation N`.
 */
import { from, lastValueFrom, toArray } from 'rxjs'
import { type Measurement, type TrainingProgress, type Validated } from '../src/core.ts'
import {
  asha,
  type EarlyStopping,
  medianStop,
  type RoundProposed,
  successiveHalving,
  trainChild,
  type Trainer,
} from '../streams/index.ts'
import { full, type Said, trainedChildren, type TrainedChild } from './proxies-train.ts'
import { kendallTau, spearmanRho } from './rankCorrelation.ts'
import { flag } from './flags.ts'
import { report, type Row } from './table.ts'

const batch = 4

/** What a training measured in the end. */
const endOf = (said: Said): Measurement => {
  const last = said.at(-1)
  // Behind its progress, a trainer gives what it measured.
  return (last === undefined ? {} : last) as Measurement
}

const isProgress = (said: TrainingProgress | Measurement): said is TrainingProgress =>
  said['_tag'] === 'Progress'

/** The look at a part of a full training, as the measurement of a training of that part. */
const lookAt = (said: Said, part: number): Measurement =>
  said
    .filter(isProgress)
    .filter(({ metrics }) => metrics['accuracy'] !== undefined)
    .find(({ step, steps = Infinity }) => step / steps >= part)?.metrics ?? {}

/** Figures by which children are ranked, and the seconds that they took. */
interface Ranking {
  readonly accuracy: ReadonlyArray<number>
  readonly seconds: number
}

const rankingOf = (measured: ReadonlyArray<Measurement>): Ranking => ({
  accuracy: measured.map(({ accuracy = NaN }) => accuracy),
  seconds: measured.reduce((sum, { seconds = NaN }) => sum + seconds, 0),
})

/** The children in rounds through a way of early stopping, on the course of their full trainings. */
const stoppedBy = async (
  children: ReadonlyArray<TrainedChild>,
  stopping: EarlyStopping,
): Promise<Ranking> => {
  let seconds = 0
  // A trainer that goes by steps is asynchronous, and what is recorded is there at once.
  // oxlint-disable-next-line typescript/require-await
  const recorded: Trainer<number> = async function* ({ architecture, budget: { epochs = 0 } }) {
    const { full: said = [] } = children[architecture] ?? {}
    const measured = epochs < full.epochs ? lookAt(said, epochs / full.epochs) : endOf(said)
    let spent = 0
    try {
      for (const one of epochs < full.epochs ? [] : said.filter(isProgress)) {
        spent = one.metrics['seconds'] ?? spent
        yield one
      }
      spent = measured['seconds'] ?? NaN
      yield measured
    } finally {
      seconds += spent
    }
  }
  const rounds = children.flatMap(
    (_, i): ReadonlyArray<Validated<number> | RoundProposed<null>> => {
      const child = { _tag: 'Validated', episode: i, trace: [], architecture: i } as const
      const round = Math.floor(i / batch)
      const ends = i % batch === batch - 1 || i === children.length - 1
      return [
        { ...child, key: String(i) },
        ...(ends ? [{ _tag: 'RoundProposed', round, state: null, episodes: i + 1 } as const] : []),
      ]
    },
  )
  const accuracy: Array<number> = []
  // One round after another, as a search proposes them.
  const stage = stopping<number>((change) =>
    trainChild(change(recorded), { budget: { epochs: full.epochs }, seed: 1 }),
  )
  for (const event of await lastValueFrom(from(rounds).pipe(stage, toArray())))
    if (event._tag === 'Trained') accuracy.push(event.metrics.accuracy ?? NaN)
  // A training that was stopped last tells what it took behind that.
  await new Promise(setImmediate)
  return { accuracy, seconds }
}

const trained = await trainedChildren(flag('--kept'))
// Of a run that was stopped, the children that were trained in every way.
const children = trained.filter(({ full, subset, inherited }) =>
  [full, subset, inherited].every(({ length }) => length > 0),
)
const whole = rankingOf(children.map(({ full }) => endOf(full)))

const row = (proxy: string, { accuracy, seconds }: Ranking): Row => {
  const first = accuracy.indexOf(Math.max(...accuracy))
  const place = whole.accuracy.filter((other) => other > (whole.accuracy[first] ?? NaN)).length + 1
  return {
    proxy,
    "Kendall's tau": kendallTau(accuracy, whole.accuracy).toFixed(2),
    "Spearman's rho": spearmanRho(accuracy, whole.accuracy).toFixed(2),
    'its best is number': place,
    'time saved': `${Math.round(100 * (1 - seconds / whole.seconds))} %`,
  }
}

const { epochs, examples, part, validation } = full
console.log(
  `${children.length} children, in full ${epochs} epochs of ${examples} examples; accuracy on ${validation} others`,
)
const again = children.map((child) => endOf(child.again))
report([
  ...(again.every(({ accuracy }) => accuracy !== undefined)
    ? [row('full, another seed', rankingOf(again))]
    : []),
  row(
    `${epochs * part} of ${epochs} epochs`,
    rankingOf(children.map(({ full: said }) => lookAt(said, part))),
  ),
  row(
    `${examples * part} of ${examples} examples`,
    rankingOf(children.map(({ subset }) => endOf(subset))),
  ),
  row(
    `${epochs * part} of ${epochs} epochs, inherited weights`,
    rankingOf(children.map(({ inherited }) => endOf(inherited))),
  ),
  row('medianStop()', await stoppedBy(children, medianStop())),
  row('asha()', await stoppedBy(children, asha())),
  row('successiveHalving(), rounds of 4', await stoppedBy(children, successiveHalving())),
])
