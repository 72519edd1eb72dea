import * as t from 'io-ts'
import { IndexColumn, NumberColumn } from '../columns.ts'
import { downsample } from '../downsample.ts'
import { strict } from '../strict.ts'

/** The pixels of an image, row after row, its channels together, from 0 to 1. */
const Pixels = strict({
  height: t.number,
  width: t.number,
  channels: t.number,
  values: NumberColumn,
})
type Pixels = t.TypeOf<typeof Pixels>

/** What a final network said of the test examples. */
export const TestPredictions = strict({
  _tag: t.literal('TestPredictions'),
  target: t.keyof({ classes: null, number: null }),
  /** The class, by its number, or the number of each example. */
  truth: NumberColumn,
  /** What was predicted. */
  predicted: NumberColumn,
  /** Probability of the predicted class; empty of numbers. */
  probability: NumberColumn,
  /** Probability of the true class; empty of numbers. */
  trueProbability: NumberColumn,
  /** Images of the worst examples, by their places, where the examples are images. */
  images: t.readonlyArray(strict({ place: t.number, pixels: Pixels })),
})
export type TestPredictions = t.TypeOf<typeof TestPredictions>

/** An example of which the network was most wrong. */
const WorstExample = strict({
  /** Its place in the test split, from 0. */
  place: t.number,
  truth: t.string,
  predicted: t.string,
  /** Probability of the true class, or the error. */
  figure: t.number,
  image: t.union([Pixels, t.null]),
})
type WorstExample = t.TypeOf<typeof WorstExample>

/** Of predictions that were made with about the same probability the part that is right. */
const CalibrationBin = strict({ probability: t.number, right: t.number, examples: t.number })
type CalibrationBin = t.TypeOf<typeof CalibrationBin>

/** How the final network did on the test split. */
export const FinalTest = strict({
  examples: t.number,
  confusion: t.union([
    t.null,
    strict({
      classes: t.readonlyArray(t.string),
      /** Row after row: a row is a true class, a column what was predicted. */
      counts: IndexColumn,
    }),
  ]),
  calibration: t.union([
    t.null,
    strict({
      bins: t.readonlyArray(CalibrationBin),
      /** Mean difference of probability and part that is right, by examples: the expected calibration error. */
      error: t.number,
    }),
  ]),
  /** Predicted against true numbers; some of them where there are many. */
  scatter: t.union([t.null, strict({ truth: NumberColumn, predicted: NumberColumn })]),
  worst: t.readonlyArray(WorstExample),
})
export type FinalTest = t.TypeOf<typeof FinalTest>

const mostClasses = 60
const mostPoints = 2000
const bins = 10

/** How many of the worst examples are shown. */
const worstExamples = 12

const rightness = (
  { target, truth, predicted, trueProbability }: TestPredictions,
  i: number,
): number =>
  target === 'classes'
    ? (trueProbability[i] ?? NaN)
    : -Math.abs((predicted[i] ?? NaN) - (truth[i] ?? NaN))

/** Places of the examples of which a network was most wrong, the worst first. Of classes those that are wrong. */
const worstPlaces = (predictions: TestPredictions): ReadonlyArray<number> =>
  Array.from(predictions.truth, (_, i) => i)
    .filter(
      (i) => predictions.target === 'number' || predictions.truth[i] !== predictions.predicted[i],
    )
    .sort((a, b) => rightness(predictions, a) - rightness(predictions, b))
    .slice(0, worstExamples)

const calibrationOf = ({
  truth,
  predicted,
  probability,
}: TestPredictions): FinalTest['calibration'] => {
  const sums = Array.from({ length: bins }, () => ({ probability: 0, right: 0, examples: 0 }))
  for (const [i, p] of probability.entries()) {
    const bin = sums[Math.min(bins - 1, Math.floor(p * bins))]
    if (bin === undefined) continue
    bin.probability += p
    bin.examples += 1
    if (truth[i] === predicted[i]) bin.right += 1
  }
  const filled = sums
    .filter(({ examples }) => examples > 0)
    .map((bin) => ({
      probability: bin.probability / bin.examples,
      right: bin.right / bin.examples,
      examples: bin.examples,
    }))
  const error = filled.reduce(
    (sum, bin) => sum + Math.abs(bin.probability - bin.right) * bin.examples,
    0,
  )
  return { bins: filled, error: error / Math.max(1, probability.length) }
}

const confusionOf = (
  { truth, predicted }: TestPredictions,
  classes: ReadonlyArray<string>,
): FinalTest['confusion'] => {
  if (classes.length > mostClasses) return null
  const counts = new Int32Array(classes.length ** 2)
  for (const [i, one] of truth.entries()) {
    const place = one * classes.length + (predicted[i] ?? 0)
    counts[place] = (counts[place] ?? 0) + 1
  }
  return { classes, counts }
}

const plain = (value: number): string => String(Number(value.toPrecision(5)))

/**
 * How a final network did on the test split.
 *
 * @param names - of the classes, by their numbers; a class without one has its number
 */
export const finalTest = (
  predictions: TestPredictions,
  names: ReadonlyArray<string>,
): FinalTest => {
  const { target, truth, predicted } = predictions
  const isClasses = target === 'classes'
  const last = isClasses ? Math.max(-1, ...new Set([...truth, ...predicted])) : -1
  const classes = Array.from(
    { length: Math.max(names.length, last + 1) },
    (_, i) => names[i] ?? String(i),
  )
  const nameOf = (value: number | undefined): string =>
    isClasses ? (classes[value ?? -1] ?? '') : plain(value ?? NaN)
  const shown = isClasses ? [] : downsample(predicted, mostPoints)
  return {
    examples: truth.length,
    confusion: isClasses ? confusionOf(predictions, classes) : null,
    calibration:
      isClasses && predictions.probability.length > 0 ? calibrationOf(predictions) : null,
    scatter: isClasses
      ? null
      : {
          truth: Float32Array.from(shown, (i) => truth[i] ?? NaN),
          predicted: Float32Array.from(shown, (i) => predicted[i] ?? NaN),
        },
    worst: worstPlaces(predictions).map((place) => ({
      place,
      truth: nameOf(truth[place]),
      predicted: nameOf(predicted[place]),
      figure: Math.abs(rightness(predictions, place)),
      image: predictions.images.find((image) => image.place === place)?.pixels ?? null,
    })),
  }
}
