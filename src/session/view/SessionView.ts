import { type SessionEvent, type StageRunning, type Stopped } from '../events/SessionEvent.ts'
import {
  type FinalProgress,
  type FinalTrainingBegan,
  type Finished,
} from '../events/finalTrainingEvents.ts'
import { type DataUnderstood, type Estimated, type Planned } from '../events/preparationEvents.ts'
import { type Compared, type ContenderRecord, type FrontFound } from '../events/resultEvents.ts'
import { type SearchBegan, type SearchSide } from '../events/searchEvents.ts'
import { emptySearch, foldEpisode, foldEpisodeEvent, type SearchView } from './SearchView.ts'

/** What is going on in a session. */
export type SessionStage = StageRunning | 'over'

/** What a view knows of a session: the fold of its events, live, replayed or from a file. */
export interface SessionView {
  readonly stage: SessionStage
  readonly data: DataUnderstood | undefined
  readonly plan: Planned | undefined
  readonly estimate: Estimated | undefined
  /** How the search's journal began. */
  readonly began: SearchBegan | undefined
  readonly search: SearchView
  readonly baseline: SearchView
  /** Trainings of the reevaluation so far. */
  readonly reevaluated: number
  readonly contenders: ReadonlyArray<ContenderRecord>
  readonly compared: Compared | undefined
  readonly front: FrontFound | undefined
  readonly final: (FinalTrainingBegan & { readonly progress?: FinalProgress }) | undefined
  readonly result: Finished | undefined
  readonly stopped: Stopped | undefined
  /** The latest warnings, at most 20. */
  readonly warnings: ReadonlyArray<string>
}

/** Before the first event. */
export const emptySession: SessionView = {
  stage: 'preparation',
  data: undefined,
  plan: undefined,
  estimate: undefined,
  began: undefined,
  search: emptySearch,
  baseline: emptySearch,
  reevaluated: 0,
  contenders: [],
  compared: undefined,
  front: undefined,
  final: undefined,
  result: undefined,
  stopped: undefined,
  warnings: [],
}

const onSide = (
  view: SessionView,
  side: SearchSide,
  fold: (search: SearchView) => SearchView,
): SessionView => ({ ...view, [side]: fold(view[side]) })

/** The view after an event. */
export const foldSession = (view: SessionView, event: SessionEvent): SessionView => {
  switch (event._tag) {
    case 'EngineProgress':
      return view
    case 'DataUnderstood':
      return { ...view, data: event }
    case 'Planned':
      return { ...view, plan: event }
    case 'Estimated':
      return { ...view, estimate: event }
    case 'SearchBegan':
      return {
        ...view,
        stage: 'search',
        began: event.search === 'search' ? event : view.began,
      }
    case 'PastEpisode':
      return onSide(view, event.search, (search) => foldEpisode(search, event.episode))
    case 'Progress':
    case 'Rewarded':
    case 'PolicyUpdated':
      return onSide(view, event.search, (search) => foldEpisodeEvent(search, event))
    case 'ReevaluationBegan':
      return { ...view, stage: 'reevaluation', reevaluated: 0 }
    case 'Reevaluated':
      return { ...view, reevaluated: event.trainings }
    case 'Confirmed':
      return { ...view, contenders: event.contenders }
    case 'Compared':
      return { ...view, compared: event }
    case 'FrontFound':
      return { ...view, front: event }
    case 'SearchEnded':
      return { ...view, stage: view.plan?.settings['final'] === true ? 'final training' : 'over' }
    case 'FinalTrainingBegan':
      return { ...view, stage: 'final training', final: event }
    case 'FinalProgress':
      return view.final === undefined
        ? view
        : { ...view, final: { ...view.final, progress: event } }
    case 'Finished':
      return { ...view, stage: 'over', result: event }
    case 'Stopped':
      return { ...view, stage: 'over', stopped: event }
    case 'Warned':
      return { ...view, warnings: [...view.warnings, event.message].slice(-20) }
  }
}
