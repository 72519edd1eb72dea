import { showBudget } from '../../session/index.ts'
import { type ModelCard } from './ModelCard.ts'

const named = (entries: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> =>
  entries.map(([name, value]) => `- ${name}: ${value}`)

const digits = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))

/** A card as a page for people: data, search, architecture, what was measured, versions. */
export const renderCard = (card: ModelCard): string => {
  const { data, search, training, metrics, versions } = card
  const classes =
    card.preparation.target._tag === 'Classes'
      ? `${card.preparation.target.names.length} classes: ${card.preparation.target.names.join(', ')}`
      : 'a number'
  // Networks of earlier versions do not tell.
  const { trainedExamples = data.train } = metrics
  const refit =
    trainedExamples > data.train
      ? `; then as long as was best, anew, by the ${data.validation} examples of the validation split too`
      : ''
  return [
    `# A network found by rxnas`,
    '',
    `Made ${card.created}. Reads examples of ${card.task.input.join(' x ')} numbers, predicts ${classes}.`,
    '',
    '## Data',
    '',
    ...named([
      ['source', data.source],
      ['examples', `${data.train} train, ${data.validation} validation, ${data.test} test`],
      ['sha256 of the prepared data', data.sha256],
    ]),
    '',
    '```',
    ...data.report,
    '```',
    '',
    '## Search',
    '',
    ...(search === null
      ? ['Trained without a search.']
      : named([
          ['policy', search.policy.name],
          ['reward', search.reward.name],
          ['children', `${search.episodes} episodes of ${showBudget(search.budget)}`],
          ['batch and seed', `${search.batch}, ${search.seed}`],
          ...(search.confirmed === undefined
            ? []
            : [
                [
                  'trained again by other seeds',
                  `${search.confirmed.trainings} times, mean reward ${digits(search.confirmed.reward)}, in the search ${digits(search.confirmed.recorded)}`,
                ] as const,
              ]),
        ])),
    '',
    '## Network',
    '',
    `Family ${card.family.name}; trained for ${showBudget(training.budget)} with seed ${training.seed}, at most, its weights of the lowest validation loss kept${refit}.`,
    '',
    '```json',
    JSON.stringify(card.architecture, null, 2),
    '```',
    '',
    '## Measured',
    '',
    `On the validation split by plain names${refit === '' ? '' : ', before the network was trained anew'}; ` +
      'on the test split, used once, by `test...`; `constant...` (the most frequent class, or the mean) and `linear...` (logistic or linear regression) are baselines on the same test split.',
    '',
    ...named(Object.entries(metrics).map(([name, value]) => [name, digits(value)])),
    '',
    '## Versions',
    '',
    ...named(Object.entries(versions)),
    '',
  ].join('\n')
}
