import { type ModelCard } from './ModelCard.ts'

/** The folder in a model's own that holds the linear model it was compared with. */
export const linearFolder = 'linear'

/** The metrics of a prefix, without it: `linearAccuracy` as `accuracy`. */
const named = (metrics: ModelCard['metrics'], prefix: string): ReadonlyArray<[string, number]> =>
  Object.entries(metrics).flatMap(([name, value]): ReadonlyArray<[string, number]> =>
    name.startsWith(prefix) ? [[`test${name.slice(prefix.length)}`, value]] : [],
  )

/**
 * The card of the linear model that a network was compared with, which was saved beside it: with it
 * the linear model predicts and is exported as any network.
 */
export const linearCard = (card: ModelCard): ModelCard => ({
  ...card,
  family: { _tag: 'Named', name: 'mlp', settings: { layers: 0, tune: false } },
  architecture: { layers: [] },
  search: null,
  metrics: Object.fromEntries(named(card.metrics, 'linear')),
})
