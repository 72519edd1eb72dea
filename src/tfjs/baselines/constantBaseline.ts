import { mean } from '../../common/index.ts'
import { type Task } from '../../task/index.ts'

/**
 * What a guess without looking reaches on test labels: the most frequent class of training
 * (accuracy), or the mean of training (r2 and rmse).
 *
 * @param labelScale - what one unit of a scaled label stands for in the data; rmse is in it
 */
export const constantBaseline = (
  { target }: Task,
  train: ArrayLike<number>,
  test: ArrayLike<number>,
  labelScale: number,
): Readonly<Record<string, number>> => {
  const seen = Array.from(train)
  const tested = Array.from(test)
  if (target._tag === 'Classes') {
    const counts = Array.from({ length: target.count }, () => 0)
    for (const label of seen) counts[label] = (counts[label] ?? 0) + 1
    const guess = counts.indexOf(Math.max(...counts))
    return { accuracy: tested.filter((label) => label === guess).length / tested.length }
  }
  const squaredErrors = (guess: number): number => mean(tested.map((y) => (y - guess) ** 2))
  const loss = squaredErrors(mean(seen))
  const variance = squaredErrors(mean(tested))
  return { r2: variance > 0 ? 1 - loss / variance : 0, rmse: labelScale * Math.sqrt(loss) }
}
