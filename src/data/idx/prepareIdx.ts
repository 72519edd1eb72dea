import { type Splits } from '../../task/index.ts'
import { type PreparedData } from '../Prepared.ts'
import { withReport } from '../prepareParts.ts'

/**
 * A data set in MNIST's form, which is split already.
 *
 * @param classes - the names of its classes; by default their numbers
 */
export const prepareIdx = (splits: Splits, classes?: ReadonlyArray<string>): PreparedData => {
  const { input, target } = splits.task
  const classCount = target._tag === 'Classes' ? target.count : 0
  const names = Array.from({ length: classCount }, (_, i) => classes?.[i] ?? String(i))
  const code = { _tag: 'Classes', names } as const
  const counts = names.map(() => 0)
  const parts = [splits.train, splits.validation, splits.test]
  for (const { labels } of parts)
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  const [height = 1, width = 1, channels = 1] = input
  return withReport({
    report: [`IDX files, ${parts.reduce((n, { count }) => n + count, 0)} images`],
    targetName: 'the label',
    labels: { code, counts, values: new Float64Array() },
    splits,
    preparation: { _tag: 'Images', height, width, channels, target: code, resampling: 'area' },
  })
}
