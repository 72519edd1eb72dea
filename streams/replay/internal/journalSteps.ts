import {
  type JournalLine,
  type Proposal,
  type Rewarded,
  type Snapshot,
} from '../../../src/episode/index.ts'

/** An episode that is over, and when it was. */
export interface TimedEpisode<A> {
  readonly at: string
  readonly event: Rewarded<A>
}

/** A round as a journal has it, from its first episode to its end. */
export interface RecordedRound<A> {
  readonly _tag: 'Round'
  readonly round: number
  readonly firstEpisode: number
  /** How many episodes it proposed; an operator may have dropped some. */
  readonly batch: number
  /** The designs that the search started with. */
  readonly startWith: ReadonlyArray<Proposal>
  readonly recorded: ReadonlyArray<TimedEpisode<A>>
  /** When it ended. */
  readonly at: string
}

/** What happened between two states of a policy: its beginning, recalled episodes, a round; or a state that was recorded. */
export type JournalStep<A> =
  | { readonly _tag: 'Begun'; readonly seed: number }
  | { readonly _tag: 'Recalled'; readonly episodes: ReadonlyArray<Rewarded<A>> }
  | RecordedRound<A>
  | Snapshot

/** Groups a journal's lines into steps. */
export interface JournalSteps<A> {
  /** The steps that a line completes. */
  readonly add: (line: JournalLine<A>) => ReadonlyArray<JournalStep<A>>
  /** What no line has completed: steps so far, and the episodes of the round under way. */
  readonly rest: () => {
    readonly steps: ReadonlyArray<JournalStep<A>>
    readonly open: ReadonlyArray<TimedEpisode<A>>
    readonly round: number
    readonly firstEpisode: number
  }
}

/** Groups the lines of one journal, from its header on. */
export const journalSteps = <A>(): JournalSteps<A> => {
  let batch = 1
  let startWith: ReadonlyArray<Proposal> = []
  let round = 0
  let firstEpisode = 0
  let recalled: Array<Rewarded<A>> = []
  let open: Array<TimedEpisode<A>> = []

  const flush = (): ReadonlyArray<JournalStep<A>> => {
    if (recalled.length === 0) return []
    const episodes = recalled
    recalled = []
    return [{ _tag: 'Recalled', episodes }]
  }

  return {
    add: ({ at, event }) => {
      switch (event._tag) {
        case 'Header':
          batch = event.batch
          // Their traces stand in their episodes, from which the policy learns.
          startWith = (event.startWith ?? []).map((candidate) => ({ candidate, trace: [] }))
          return [{ _tag: 'Begun', seed: event.seed }]
        case 'Recalled':
          recalled.push(event.episode)
          return recalled.length === batch ? flush() : []
        case 'Rewarded':
          open.push({ at, event })
          return flush()
        case 'Dropped':
          return flush()
        case 'Completed':
        case 'Command':
        case 'MachineChanged':
          return []
        case 'Snapshot':
          return [...flush(), event]
        case 'PolicyUpdated': {
          const ended: RecordedRound<A> = {
            _tag: 'Round',
            round,
            firstEpisode,
            batch: event.episodes - firstEpisode,
            startWith,
            recorded: open,
            at,
          }
          round += 1
          firstEpisode = event.episodes
          open = []
          return [...flush(), ended]
        }
      }
    },
    rest: () => ({ steps: flush(), open, round, firstEpisode }),
  }
}
