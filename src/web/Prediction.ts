import { type TargetEncoding } from '../data/index.ts'

/** How likely a class is, from 0 to 1. */
export interface ClassProbability {
  readonly label: string
  readonly probability: number
}

/** The likeliest class of an example. */
export interface ClassPrediction {
  readonly _tag: 'Class'
  readonly label: string
  readonly probability: number
  /** All classes, in the order of the network's outputs. */
  readonly probabilities: ReadonlyArray<ClassProbability>
}

/** The number that is predicted of an example, in the units of the training data. */
export interface NumberPrediction {
  readonly _tag: 'Number'
  readonly value: number
  /** The currency or percent sign that stood beside the training data's numbers. */
  readonly unit?: string
}

/** What a network says of an example. */
export type Prediction = ClassPrediction | NumberPrediction

/** What the outputs of a network say, in the words of the data that it was trained on. */
export const predictionOf =
  (target: TargetEncoding) =>
  (outputs: ReadonlyArray<number>): Prediction => {
    if (target._tag === 'Number') {
      const sign = target.form?.sign
      return {
        _tag: 'Number',
        value: (outputs[0] ?? NaN) * target.deviation + target.mean,
        ...(sign === undefined ? {} : { unit: sign }),
      }
    }
    const probabilities = target.names.map((label, i) => ({
      label,
      probability: outputs[i] ?? NaN,
    }))
    const likeliest = probabilities.reduce((best, each) =>
      each.probability > best.probability ? each : best,
    )
    return { _tag: 'Class', ...likeliest, probabilities }
  }
