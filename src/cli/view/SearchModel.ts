import { type Progress, type Rewarded, type SearchEvent } from '../../index.ts'

/** What a view knows of a search: the fold of its events. */
export interface SearchModel {
  readonly episodes: number
  /** The latest rewards, at most 200. */
  readonly rewards: ReadonlyArray<number>
  /** The best episodes of distinct architectures, at most 5, best first. */
  readonly best: ReadonlyArray<Rewarded<unknown>>
  /** The trainings under way, by episode. */
  readonly running: ReadonlyMap<number, Progress>
  readonly figures: Readonly<Record<string, number>>
}

/** The model before the first event. */
export const emptyModel: SearchModel = {
  episodes: 0,
  rewards: [],
  best: [],
  running: new Map(),
  figures: {},
}

const keyOf = ({ outcome }: Rewarded<unknown>): string | undefined =>
  outcome._tag === 'Trained' ? outcome.validated.key : undefined

const rewarded = (model: SearchModel, event: Rewarded<unknown>): SearchModel => {
  const { outcome, reward } = event
  const episode = outcome._tag === 'Rejected' ? outcome.proposed.episode : outcome.validated.episode
  const fresh =
    outcome._tag === 'Trained' && !model.best.some((other) => keyOf(other) === keyOf(event))
  return {
    ...model,
    episodes: model.episodes + 1,
    rewards: [...model.rewards, reward].slice(-200),
    best: fresh
      ? [...model.best, event].sort((a, b) => b.reward - a.reward).slice(0, 5)
      : model.best,
    running: new Map([...model.running].filter(([number]) => number !== episode)),
  }
}

/** The model after an event. */
export const foldEvent = (
  model: SearchModel,
  event: SearchEvent<unknown, unknown>,
): SearchModel => {
  switch (event._tag) {
    case 'Progress':
      return { ...model, running: new Map(model.running).set(event.episode, event) }
    case 'Rewarded':
      return rewarded(model, event)
    case 'PolicyUpdated':
      return { ...model, figures: event.figures }
  }
}
