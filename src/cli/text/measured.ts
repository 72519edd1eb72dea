import { type Metrics } from '../../core.ts'

/** What each metric is counted in. */
const units: ReadonlyMap<string, string> = new Map([
  ['accuracy', 'the part of the validation examples that is classified correctly'],
  ['r2', 'from -1 to 1'],
  ['loss', 'the validation loss'],
  ['parameters', 'trainable numbers'],
  ['flops', 'floating-point operations for one example'],
  ['seconds', 'seconds of training'],
  ['latency', 'milliseconds for one example'],
])

/** What the metrics of a reward are counted in, where one is known. */
export const showUnits = (metrics: ReadonlyArray<string>): ReadonlyArray<string> =>
  metrics.flatMap((name) => {
    const unit = units.get(name)
    return unit === undefined ? [] : [`${name}: ${unit}`]
  })

/** Quality and speed of a child, where its reward is not the one of them itself. */
export const showMeasured = (
  { accuracy, r2, latency }: Metrics,
  reward: number,
): ReadonlyArray<string> => {
  const quality = ([name, value]: readonly [string, number | undefined]): ReadonlyArray<string> =>
    value === undefined || value === reward ? [] : [`${name} ${value.toFixed(4)}`]
  return [
    ...quality(['accuracy', accuracy]),
    ...quality(['r2', r2]),
    ...(latency === undefined ? [] : [`latency ${Number(latency.toPrecision(3))} ms`]),
  ]
}
