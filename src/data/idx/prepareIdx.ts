import { type Splits } from '../../space/index.ts'
import { describeSplit, describeTarget } from '../describePrepared.ts'
import { type Prepared } from '../Prepared.ts'

/**
 * A data set in MNIST's form, which is split already.
 *
 * @param classes - the names of its classes; their numbers where they have none
 */
export const prepareIdx = (
  source: string,
  splits: Splits,
  classes?: ReadonlyArray<string>,
): Prepared => {
  const { input, target } = splits.task
  const count = target._tag === 'Classes' ? target.count : 0
  const names = Array.from({ length: count }, (_, i) => classes?.[i] ?? String(i))
  const code = { _tag: 'Classes', names } as const
  const counts = names.map(() => 0)
  const all = [splits.train, splits.validation, splits.test]
  for (const { labels } of all) for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  const [height = 1, width = 1, channels = 1] = input
  return {
    source,
    splits,
    preparation: { _tag: 'Images', height, width, channels, target: code },
    report: [
      `${source}: IDX files, ${all.reduce((n, part) => n + part.count, 0)} images`,
      ...describeTarget('the label', { code, counts, values: new Float64Array() }),
      ...describeSplit(splits),
    ],
  }
}
