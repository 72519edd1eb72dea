import { counted } from '../../common/index.ts'
import { showBudget } from '../../session/index.ts'
import { renderResult } from '../session/renderResult.ts'
import { type StoredResult } from '../../node/index.ts'

/** How the best of a search was confirmed, trained and tested, in lines for a person. */
export const renderStored = ({ model, card }: StoredResult): ReadonlyArray<string> => {
  const { search, training, task, data, metrics } = card
  const { confirmed } = search ?? {}
  return [
    ...(confirmed === undefined
      ? []
      : [
          `again    the best was trained ${counted(confirmed.trainings, 'more time')}: reward ${confirmed.reward.toFixed(4)}, in the search ${confirmed.recorded.toFixed(4)}`,
        ]),
    `network  ${model}, trained for ${showBudget(training.budget)} at most`,
    ...renderResult({ _tag: 'Finished', model, metrics }, { task, examples: data }),
  ]
}
