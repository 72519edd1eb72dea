export { Budget, partOfBudget, stepsOf } from './Budget.ts'
export {
  episodeOf,
  type Failed,
  type Outcome,
  type Progress,
  type Proposal,
  type Proposed,
  type Rejected,
  type Rewarded,
  type Trained,
  traceOf,
  type Validated,
} from './Episode.ts'
export { FiniteNumber, finiteOnly } from './FiniteNumber.ts'
export { describeDifference, headerDifference, type HeaderDifference } from './headerDifference.ts'
export {
  anyJournalLine,
  type JournalEvent,
  type JournalLine,
  journalLineCodec,
  type Recalled,
  rewardedCodec,
  type RoundEnd,
  type Snapshot,
} from './Journal.ts'
export { journalHeader, type SearchIdentity } from './SearchIdentity.ts'
export { type Ancestor, JournalHeader, journalSchema, Named } from './JournalHeader.ts'
export { nextInJournal, type JournalOrder, startOfJournal } from './journalOrder.ts'
export { JsonCodec } from './JsonCodec.ts'
export { Metrics } from './Metrics.ts'
export { isReadable, migrateLine, schemaOf } from './migrateLine.ts'
export { type PolicyUpdated, type SearchEvent } from './SearchEvent.ts'
export { Decision, Trace } from './Trace.ts'
export { type Measurement, type TrainingJob, type TrainingProgress } from './Training.ts'
export {
  badMetrics,
  type BadMetrics,
  type Crashed,
  crashed,
  type Diverged,
  diverged,
  type OutOfMemory,
  outOfMemory,
  type TimedOut,
  timedOut,
  failTraining,
  toTrainingError,
  type TrainerFailed,
  trainerFailed,
  TrainingError,
} from './TrainingError.ts'
export {
  checkMetrics,
  fail,
  measure,
  propose,
  recall,
  refuse,
  reward,
  succeed,
  validate,
} from './transitions.ts'
