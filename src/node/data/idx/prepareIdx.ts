import * as E from 'fp-ts/lib/Either.js'
import { type DataError } from '../DataError.ts'
import { type Prepared } from '../Prepared.ts'
import { describeSplit, describeTarget } from '../report.ts'
import { loadMnist } from './loadMnist.ts'

/** A folder of MNIST-like IDX files, which is split as MNIST is. */
export const prepareIdx = async (
  source: string,
  folder: string,
  classes?: ReadonlyArray<string>,
): Promise<E.Either<DataError, Prepared>> =>
  E.Functor.map(await loadMnist(folder), (splits): Prepared => {
    const { input, target } = splits.task
    const count = target._tag === 'Classes' ? target.count : 0
    const names = Array.from({ length: count }, (_, i) => classes?.[i] ?? String(i))
    const code = { _tag: 'Classes', names } as const
    const counts = names.map(() => 0)
    const all = [splits.train, splits.validation, splits.test]
    for (const { labels } of all)
      for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
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
  })
