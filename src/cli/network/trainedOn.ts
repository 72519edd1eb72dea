import { basename } from 'node:path'
import { type ModelCard } from '../../node/index.ts'

/**
 * That a score is of what the network was trained on, where the data is its own: by its name, and by as
 * many examples as its training, validation and test splits have together. `undefined` elsewhere.
 */
export const trainedOn = (
  { data, metrics }: Pick<ModelCard, 'data' | 'metrics'>,
  source: string,
  examples: number,
): string | undefined => {
  if (basename(source) !== basename(data.source)) return undefined
  if (examples !== data.train + data.validation + data.test) return undefined
  // A network that was trained again with the validation examples says so.
  const { trainedExamples = data.train } = metrics
  const [name, tested] =
    metrics['testAccuracy'] === undefined
      ? ['r2', metrics['testR2']]
      : ['accuracy', metrics['testAccuracy']]
  return `note: this is the data that the network comes from, and ${trainedExamples} of these ${examples} examples trained it, so the score flatters it${
    tested === undefined ? '' : `; on the test split it reached ${name} ${tested.toFixed(4)}`
  }`
}
