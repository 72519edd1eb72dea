export * from './settings/index.ts'
export { SavedSettings, givenAgain, savedOf } from './settings/SavedSettings.ts'
export { SessionCommand } from './events/SessionCommand.ts'
export {
  isSessionError,
  type SessionError,
  sessionFailed,
  type SessionFailed,
} from './events/SessionError.ts'
export { eventSchema } from './events/eventSchema.ts'
export { isTagged } from './events/isTagged.ts'
export * from './events/finalTrainingEvents.ts'
export * from './events/preparationEvents.ts'
export * from './events/resultEvents.ts'
export * from './events/searchEvents.ts'
export * from './events/SessionEvent.ts'
export { type OpenData } from './ports/OpenData.ts'
export {
  type JournalBeginning,
  type JournalParts,
  type JournalPort,
  type OpenJournal,
  type SessionPorts,
  type TrainerPool,
  type TrainerSetup,
} from './ports/SessionPorts.ts'
export { dataOptionsOf, planSearch, type SearchPlan } from './plan/SearchPlan.ts'
export { partsOf, type SearchParts } from './plan/SearchParts.ts'

export { type CardParts, type CardSearch, type Confirmation } from './ports/CardParts.ts'
export { comparedOf } from './search/compareWithBaseline.ts'
export { gatherObserved, type ObservedSearch } from './search/ObservedSearch.ts'
export { runSession } from './search/runSession.ts'
export { type SearchRequest } from './search/SearchContext.ts'
export { runTraining, type TrainingRequest } from './search/runTraining.ts'
export { emptySearch, foldEpisode, type SearchView } from './view/SearchView.ts'
export {
  emptySession,
  foldSession,
  type SessionStage,
  type SessionView,
} from './view/SessionView.ts'
