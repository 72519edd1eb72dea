import type * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type MonoTypeOperatorFunction } from 'rxjs'
import {
  type Command,
  type JournalHeader,
  type Json,
  type Policy,
  type Reward,
  type SearchEvent,
  type SearchSpace,
} from '../../core.ts'
import { type Recorded, type SearchPosition, type Trainer } from '../../../streams/index.ts'
import { type DataOptions } from '../../data/index.ts'
import { type FamilyReference } from '../../tfjs/index.ts'
import { type SessionError } from '../events/SessionError.ts'
import { type EngineProgress } from '../events/preparationEvents.ts'
import { type JournalNotice } from '../events/searchEvents.ts'
import { type OpenData } from './OpenData.ts'
import { type CardParts } from './CardParts.ts'
import { type SavedSettings } from '../settings/SavedSettings.ts'

/** What the trainers of a session's children are made of. */
export interface TrainerSetup {
  readonly data: OpenData
  readonly family: FamilyReference
  /** How many children are trained at the same time. */
  readonly workers: number
  readonly threads: number
  /** Training examples that children see; by default all of them. */
  readonly trainExamples?: number | undefined
  /** How often a child is evaluated in its training. */
  readonly evaluationsPerTraining: number
  /** Whether each trained child's latency is measured. */
  readonly latency: boolean
  /** Seconds a training may take; by default as long as it likes. */
  readonly timeLimit?: number
  /** Megabytes a worker may take; by default what there is. */
  readonly memoryLimit?: number
}

/** Trainers that are up, to be closed again. */
export interface TrainerPool {
  readonly trainer: Trainer<unknown>
  /** Resolves when no process of it is left. */
  readonly close: T.Task<void>
}

/** How a journal begins: with nothing, where it stopped, or with the episodes of old ones. */
export type JournalBeginning =
  | { readonly _tag: 'New' }
  | { readonly _tag: 'Resumed' }
  | { readonly _tag: 'Warm'; readonly from: ReadonlyArray<string> }

/** What a journal is of. */
export interface JournalParts<A, S> {
  readonly header: JournalHeader
  readonly space: SearchSpace<A>
  readonly policy: Policy<S>
  readonly reward: Reward
}

/** A journal that is open for a search. */
export interface OpenJournal<A, S> {
  readonly position: SearchPosition<A, S>
  readonly notices: ReadonlyArray<JournalNotice>
  /** Writes each event before it is passed on. */
  readonly record: MonoTypeOperatorFunction<SearchEvent<A, S>>
  /** Writes what a person asked of the search. */
  readonly append: (command: Command) => E.Either<SessionError, void>
  readonly close: T.Task<void>
}

/** Journals by their names. */
export interface JournalPort {
  readonly exists: (name: string) => boolean
  readonly open: <A, S>(
    name: string,
    parts: JournalParts<A, S>,
    beginning: JournalBeginning,
    sync: 'event' | 'round' | 'end',
  ) => TE.TaskEither<SessionError, OpenJournal<A, S>>
  readonly lines: <A>(name: string, space: SearchSpace<A>) => Recorded<A>
  /** The lines of a journal of whatever space. */
  readonly anyLines: (name: string) => Recorded<Json>
  /** The name of the baseline's journal. */
  readonly baselineOf: (name: string) => string
}

/** What a session needs of the world: Node's half stands in rxnas/node, a page or a cluster has its own. */
export interface SessionPorts {
  readonly version: string
  /** Sets the engine up; ends soon where the signal is aborted, and leaves nothing half-made. */
  readonly engine: (
    report: (progress: EngineProgress) => void,
    signal: AbortSignal,
  ) => TE.TaskEither<SessionError, void>
  readonly data: {
    readonly open: (
      source: string,
      options: DataOptions,
      warn: (message: string) => void,
    ) => TE.TaskEither<SessionError, OpenData>
    readonly close: (data: OpenData) => T.Task<void>
  }
  readonly journals: JournalPort
  readonly trainers: {
    /** Trainers of a search's children. */
    readonly children: (setup: TrainerSetup) => TrainerPool
    /** One that trains, saves and tests a network; emits its progress, then what was measured. */
    readonly final: (setup: TrainerSetup, model: string) => TrainerPool
  }
  readonly results: {
    /** Keeps what a search was begun with beside its journal, to resume it by. */
    readonly saveSettings: (
      journal: string,
      saved: SavedSettings,
    ) => TE.TaskEither<SessionError, void>
    /** Keeps others from writing a network where this one is made, until what it gives is run. */
    readonly lock: (model: string) => TE.TaskEither<SessionError, T.Task<void>>
    /** Describes a saved network by its card. */
    readonly saveCard: (model: string, parts: CardParts) => TE.TaskEither<SessionError, void>
    readonly exists: (path: string) => boolean
    /** Whether a network is saved in a folder, with its card. */
    readonly isSaved: (model: string) => boolean
    /** Where the network of a search is saved, given the folder of what the search leaves. */
    readonly modelOf: (out: string) => string
  }
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}
