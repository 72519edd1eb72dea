import { episodeOf, type Rewarded } from '../../index.ts'
import { showArchitecture } from '../view/show-architecture.ts'

/** What a search came to: the fold of the episodes in its journal. */
export interface Searched {
  readonly arm: string
  readonly seed: number
  /** Episodes that are over. */
  readonly children: number
  /** Different architectures that were trained. */
  readonly trained: number
  /** Candidates that are no architecture of the space, and children that could not be trained. */
  readonly untrained: number
  /** The highest validation accuracy after each episode; 0 before the first. */
  readonly bestSoFar: ReadonlyArray<number>
  readonly best: Found | undefined
  /** The last candidate, in words: the article's rise whatever they earn. */
  readonly last: string
}

/** The best child of a search. */
export interface Found {
  readonly architecture: unknown
  readonly key: string
  readonly validationAccuracy: number
}

/** What the first `children` episodes of a search came to. */
export const searched = (
  arm: string,
  seed: number,
  episodes: ReadonlyArray<Rewarded<unknown>>,
  children: number,
): Searched => {
  const over = episodes.filter(({ outcome }) => episodeOf(outcome) < children)
  const keys = new Set<string>()
  const bestSoFar: Array<number> = []
  let untrained = 0
  let best: Found | undefined
  for (const { outcome } of over) {
    if (outcome._tag === 'Trained') {
      const { key, architecture } = outcome.validated
      const accuracy = outcome.metrics.accuracy ?? 0
      keys.add(key)
      if (best === undefined || accuracy > best.validationAccuracy)
        best = { architecture, key, validationAccuracy: accuracy }
    } else untrained += 1
    bestSoFar.push(best?.validationAccuracy ?? 0)
  }
  const last = over.at(-1)?.outcome
  return {
    arm,
    seed,
    children: over.length,
    trained: keys.size,
    untrained,
    bestSoFar,
    best,
    last:
      last === undefined
        ? ''
        : showArchitecture(
            last._tag === 'Rejected' ? last.proposed.candidate : last.validated.architecture,
          ),
  }
}
