import { type PredictionWithNotes } from '../openPredictor.ts'
import { element } from './element.ts'

/** Of more classes only the likeliest are drawn. */
const mostBars = 12

const percent = (probability: number): string => `${(100 * probability).toFixed(1)} %`

const bars = (
  prediction: PredictionWithNotes & { readonly _tag: 'Class' },
): ReadonlyArray<HTMLElement> =>
  [...prediction.probabilities]
    .sort((a, b) => b.probability - a.probability)
    .slice(0, mostBars)
    .map(({ label, probability }) =>
      element(
        'div',
        { className: 'bar' },
        element('span', {}, label),
        element('meter', { max: 1, value: probability }, percent(probability)),
        element('span', {}, percent(probability)),
      ),
    )

/** A prediction for a person. */
export const showPrediction = (prediction: PredictionWithNotes): ReadonlyArray<HTMLElement> => {
  const { notes } = prediction
  const [answer, ...rest] =
    prediction._tag === 'Class'
      ? [prediction.label, ...bars(prediction)]
      : [`${Number(prediction.value.toPrecision(6))} ${prediction.unit ?? ''}`.trim()]
  return [
    element('p', { className: 'answer' }, answer),
    ...rest,
    ...notes.map((note) => element('p', { className: 'note' }, `Note: ${note}`)),
  ]
}
