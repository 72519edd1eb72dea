export { type Labelled, type LabelledOf } from './types/Labelled.ts'
export { type NotFinite } from './types/NotFinite.ts'
export { type PipelineBroke } from './search/PipelineBroke.ts'
export { type PipelineStage, type StageKind } from './types/PipelineStage.ts'
export { type Misplaced } from './types/Place.ts'
export { type Round, type RoundProposed } from './types/Round.ts'
export { type SearchPosition, startPosition } from './types/SearchPosition.ts'
export { type StageEvent } from './types/StageEvent.ts'
export { type Trainer } from './types/Trainer.ts'
export {
  type EarlyStopping,
  type TrainerChange,
  type TrainingStage,
} from './types/TrainingStage.ts'

export { mergeSearches } from './search/mergeSearches.ts'
export { search, type SearchOptions } from './search/search.ts'
export { type LoopOptions, type Pipeline, searchLoop } from './search/searchLoop.ts'
export {
  type BaselineParts,
  type BaselineState,
  randomBaseline,
  searchWithBaseline,
  type WithBaseline,
} from './search/searchWithBaseline.ts'

export { approveChild } from './stages/approveChild.ts'
export { branch } from './stages/branch.ts'
export { computeReward } from './stages/computeReward.ts'
export { dedupe, type DedupeOptions } from './stages/dedupe.ts'
export { guardCost } from './stages/guardCost.ts'
export { joinRewards } from './stages/joinRewards.ts'
export { learnAlong } from './stages/learnAlong.ts'
export { preFilter } from './stages/preFilter.ts'
export { proposeActions } from './stages/proposeActions.ts'
export { stopAfterFailures, type TooManyFailures } from './stages/stopAfterFailures.ts'
export { throttleProgress } from './stages/throttleProgress.ts'
export { trainChild, type TrainOptions } from './stages/trainChild.ts'
export { updatePolicy } from './stages/updatePolicy.ts'
export { validateAction } from './stages/validateAction.ts'

export { repeatTraining } from './trainers/repeatTraining.ts'
export { retryTraining, type RetryOptions } from './trainers/retryTraining.ts'
export { shortenTraining } from './trainers/shortenTraining.ts'
export { trainerPool } from './trainers/trainerPool.ts'
export { withTimeout } from './trainers/withTimeout.ts'

export { asha, type AshaOptions } from './early-stopping/asha.ts'
export {
  type ConfiguredEarlyStopping,
  defineEarlyStopping,
  type EarlyStoppingDeclaration,
  type EarlyStoppingDefinition,
  type EarlyStoppingError,
  type StoppedSearch,
} from './early-stopping/defineEarlyStopping.ts'
export { earlyStoppings } from './early-stopping/earlyStoppings.ts'
export { medianStop, type MedianStopOptions } from './early-stopping/medianStop.ts'
export {
  successiveHalving,
  type SuccessiveHalvingOptions,
} from './early-stopping/successiveHalving.ts'

export { type Ranked, ranking } from './reevaluation/ranking.ts'
export {
  type Confirmed,
  reevaluateBest,
  type ReevaluateOptions,
  type Contender,
} from './reevaluation/reevaluateBest.ts'
export { takeUntilPlateau, type Plateau } from './stop-rules/takeUntilPlateau.ts'
export { takeUntilTarget } from './stop-rules/takeUntilTarget.ts'
export { type EventSink, tapJournal } from './journal/tapJournal.ts'

export { type PositionError } from './replay/PositionError.ts'
export { type Recorded } from './replay/Recorded.ts'
export { type ReplayOptions } from './replay/ReplayOptions.ts'
export { expectedReward } from './replay/expectedReward.ts'
export { positionOf, type PositionFold } from './replay/positionOf.ts'
export { recordedLines } from './replay/recordedLines.ts'
export { relearn } from './replay/relearn.ts'
export { replay, type Replayed } from './replay/replay.ts'
export { rescore, type Rescored } from './replay/rescore.ts'
export { resume } from './replay/resume.ts'

export { describePipeline, type Plan } from './plan/describePipeline.ts'
export { named, type Part, type Stage, type Step } from './plan/named.ts'
export { printPlan } from './plan/printPlan.ts'
