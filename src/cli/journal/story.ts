import {
  type FiniteNumber,
  type JournalEvent,
  type JournalHeader,
  type JournalLine,
  type Json,
  type RoundEnd,
} from '../../core.ts'
import { emptySearch, foldEpisode, type SearchView } from '../../session/index.ts'
import { workSeconds } from '../../report/index.ts'

/** The children that failed for a reason. */
export interface Failures {
  readonly times: number
  /** The first of them. */
  readonly architecture: Json
}

/** What a screen tells of a whole search: the fold of its lines, of a size that does not grow. */
export interface Story {
  readonly header: JournalHeader | undefined
  readonly began: string | undefined
  readonly ended: string | undefined
  readonly episodes: number
  readonly rounds: number
  readonly recalled: number
  readonly snapshots: number
  /** Episodes that the journal does not have. */
  readonly dropped: number
  readonly trained: number
  readonly cached: number
  readonly failed: number
  readonly rejected: number
  /** Mean rewards of equally many episodes each, at most 80. */
  readonly curve: ReadonlyArray<number>
  /** Episodes of a point of the curve. */
  readonly every: number
  readonly open: { readonly mean: number; readonly count: number }
  /** The episodes that were the best so far, the last 6 of them. */
  readonly records: ReadonlyArray<{ readonly episode: number; readonly reward: FiniteNumber }>
  readonly firstFigures: RoundEnd['figures'] | undefined
  /** Of the first 50 reasons for which children failed: how often, and the first of those children. */
  readonly reasons: ReadonlyMap<string, Failures>
  /** Seconds that were worked, without the time in which the search stood still. */
  readonly seconds: number
  readonly model: SearchView
}

/** Before the first line. */
export const emptyStory: Story = {
  header: undefined,
  began: undefined,
  ended: undefined,
  episodes: 0,
  rounds: 0,
  recalled: 0,
  snapshots: 0,
  dropped: 0,
  trained: 0,
  cached: 0,
  failed: 0,
  rejected: 0,
  curve: [],
  every: 1,
  open: { mean: 0, count: 0 },
  records: [],
  firstFigures: undefined,
  reasons: new Map(),
  seconds: 0,
  model: emptySearch,
}

const points = 80

const addPoint = (story: Story, reward: number): Pick<Story, 'curve' | 'every' | 'open'> => {
  const { curve, every } = story
  const count = story.open.count + 1
  // Divided before it is added: rewards may be as large as numbers are.
  const open = { mean: story.open.mean * ((count - 1) / count) + reward / count, count }
  if (open.count < every) return { curve, every, open }
  const longer = [...curve, open.mean]
  const empty = { mean: 0, count: 0 }
  if (longer.length < points) return { curve: longer, every, open: empty }
  const halved = Array.from(
    { length: points / 2 },
    (_, i) => (longer[2 * i] ?? 0) / 2 + (longer[2 * i + 1] ?? 0) / 2,
  )
  return { curve: halved, every: every * 2, open: empty }
}

const addReason = (
  reasons: ReadonlyMap<string, Failures>,
  message: string,
  architecture: Json,
): ReadonlyMap<string, Failures> => {
  const before = reasons.get(message) ?? { times: 0, architecture }
  return reasons.size >= 50 && before.times === 0
    ? reasons
    : new Map(reasons).set(message, { ...before, times: before.times + 1 })
}

const addEvent = (story: Story, event: JournalEvent<Json>): Story => {
  switch (event._tag) {
    case 'Header':
      return { ...story, header: event }
    case 'Recalled':
      return { ...story, recalled: story.recalled + 1 }
    case 'Snapshot':
      return { ...story, snapshots: story.snapshots + 1 }
    case 'Dropped':
      return { ...story, dropped: story.dropped + event.last - event.first + 1 }
    case 'Completed':
    case 'Command':
    case 'MachineChanged':
      return story
    case 'PolicyUpdated':
      return {
        ...story,
        rounds: story.rounds + 1,
        firstFigures: story.firstFigures ?? event.figures,
        model: { ...story.model, figures: event.figures },
      }
    case 'Rewarded': {
      const { outcome, reward } = event
      const best = story.records.at(-1)
      const is = (tag: typeof outcome._tag): number => (outcome._tag === tag ? 1 : 0)
      return {
        ...story,
        ...addPoint(story, reward),
        episodes: story.episodes + 1,
        trained: story.trained + is('Trained'),
        cached: story.cached + (outcome._tag === 'Trained' && outcome.cached ? 1 : 0),
        failed: story.failed + is('Failed'),
        rejected: story.rejected + is('Rejected'),
        records:
          best === undefined || reward > best.reward
            ? [...story.records, { episode: story.episodes, reward }].slice(-6)
            : story.records,
        reasons:
          outcome._tag === 'Failed'
            ? addReason(story.reasons, outcome.reason.message, outcome.validated.architecture)
            : story.reasons,
        model: foldEpisode(story.model, event),
      }
    }
  }
}

/** The story with one more line. */
export const addLine = (story: Story, { at, event }: JournalLine<Json>): Story => ({
  ...addEvent(story, event),
  seconds:
    story.seconds + workSeconds((Date.parse(at) - Date.parse(story.ended ?? at)) / 1000, event),
  began: story.began ?? at,
  ended: at,
})
