export { AnyFinite, BatchSize, Count, mostThreads, Seed, ThreadCount } from './bounded.ts'
export { Budget, checkBudget, partOfBudget, stepsOf } from './Budget.ts'
export { encodeDesigns, proposalsOfDesigns } from './designs.ts'
export {
  episodeOf,
  type Failed,
  isDesign,
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
export {
  describeDifference,
  headerDifference,
  type HeaderDifference,
  policyDifference,
} from './journal/headerDifference.ts'
export { chainLine, chainText, isChained, startOfChain } from './journal/chain.ts'
export {
  type Command,
  type Completed,
  type Dropped,
  type JournalEvent,
  type MachineChanged,
  type Recalled,
  type RoundEnd,
  type Snapshot,
} from './journal/JournalEvent.ts'
export {
  type Ancestor,
  type IdentifiedContents,
  JournalHeader,
  journalSchema,
  Named,
} from './journal/JournalHeader.ts'
export {
  anyJournalLine,
  anyRewarded,
  type JournalLine,
  journalLineCodec,
  rewardedCodec,
  roundEndCodec,
} from './journal/JournalLine.ts'
export { MachineKind, sameMachine, showMachine } from './journal/MachineKind.ts'
export {
  missingBefore,
  nextInJournal,
  type JournalOrder,
  startOfJournal,
} from './journal/journalOrder.ts'
export { isReadable } from './journal/migrateLine.ts'
export { type Recorded } from './journal/Recorded.ts'
export { recordedEvent } from './journal/recordedEvent.ts'
export { journalHeader, namedPolicy, type SearchIdentity } from './journal/SearchIdentity.ts'
export { JsonCodec } from './JsonCodec.ts'
export { Metrics } from './Metrics.ts'
export { oneOfWords, optionCodec, type OptionCodec, real, whole, yesOrNo } from './optionCodecs.ts'
export {
  type OptionField,
  type OptionFields,
  optionsCodec,
  optionsReason,
  recordedOptionsCodec,
} from './optionsCodec.ts'
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
  proposeDesign,
  recall,
  refuse,
  reward,
  succeed,
  validate,
} from './transitions.ts'
export { byTag, type TaggedUnion } from './byTag.ts'
