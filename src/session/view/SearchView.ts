import { episodeOf, type Json, type Progress, type Rewarded } from '../../core.ts'
import { type EpisodeEvent } from '../events/searchEvents.ts'

/** What a view knows of one search: the fold of its events, of a size that does not grow. */
export interface SearchView {
  readonly episodes: number
  /** The latest rewards, at most 200. */
  readonly rewards: ReadonlyArray<number>
  /** The best episodes of distinct architectures, at most 5, best first. */
  readonly best: ReadonlyArray<Rewarded<Json>>
  /** The trainings under way, by episode. */
  readonly running: ReadonlyMap<number, Progress>
  readonly figures: Readonly<Record<string, number>>
}

/** Before the first event. */
export const emptySearch: SearchView = {
  episodes: 0,
  rewards: [],
  best: [],
  running: new Map(),
  figures: {},
}

const keyOf = ({ outcome }: Rewarded<Json>): string | undefined =>
  outcome._tag === 'Trained' ? outcome.validated.key : undefined

/** The view after an episode. */
export const foldEpisode = (view: SearchView, event: Rewarded<Json>): SearchView => {
  const { outcome, reward } = event
  const isNew =
    outcome._tag === 'Trained' && !view.best.some((other) => keyOf(other) === keyOf(event))
  return {
    ...view,
    episodes: view.episodes + 1,
    rewards: [...view.rewards, reward].slice(-200),
    best: isNew ? [...view.best, event].sort((a, b) => b.reward - a.reward).slice(0, 5) : view.best,
    running: new Map([...view.running].filter(([number]) => number !== episodeOf(outcome))),
  }
}

/** The view after an event of the search. */
export const foldEpisodeEvent = (view: SearchView, event: EpisodeEvent): SearchView => {
  switch (event._tag) {
    case 'Progress':
      return { ...view, running: new Map(view.running).set(event.episode, event) }
    case 'Rewarded': {
      const { _tag, outcome, reward } = event
      return foldEpisode(view, { _tag, outcome, reward })
    }
    case 'PolicyUpdated':
      return { ...view, figures: event.figures }
  }
}
