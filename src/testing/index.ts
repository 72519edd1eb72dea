export { architecture, candidate } from './arbitraries/architecture.ts'
export { journalLine } from './arbitraries/journalLine.ts'
export { searchSpace } from './arbitraries/space.ts'
export { policyContract, type PolicyUnderTest } from './contracts/policyContract.ts'
export { metrics, usualMetric, usualMetrics } from './arbitraries/metrics.ts'
export { reward, rewardPart } from './arbitraries/reward.ts'
export { rewardContract, rewardLaws, type RewardUnderTest } from './contracts/rewardContract.ts'
export { growsWith } from './laws/growsWith.ts'
export { ignoresTime } from './laws/ignoresTime.ts'
export { isDeterministic } from './laws/isDeterministic.ts'
export { neverPrefersRejected } from './laws/neverPrefersRejected.ts'
export { paysFiniteNumbers } from './laws/paysFiniteNumbers.ts'
export { prefersSmaller } from './laws/prefersSmaller.ts'
export { remembersPlainData } from './laws/remembersPlainData.ts'
export { assertLaws, type Effort, type RewardLaw, rewardLaw } from './laws/RewardLaw.ts'
export { staysWithin } from './laws/staysWithin.ts'
export { type RewardMutant, rewardMutants } from './mutants/rewardMutants.ts'
export {
  decision,
  episode,
  outcome,
  proposal,
  rewarded,
  trace,
  trainingError,
  validated,
} from './arbitraries/episode.ts'
export {
  journal,
  type JournalCase,
  type JournalOptions,
  shuffledJournal,
  type TornJournal,
  tornJournal,
} from './arbitraries/journal.ts'
export { nearMiss } from './arbitraries/nearMiss.ts'
export { policyState, type PolicyStateOptions } from './arbitraries/policyState.ts'
export {
  journalContract,
  type JournalReading,
  type JournalUnderTest,
} from './contracts/journalContract.ts'
export { trainerContract, type TrainerUnderTest } from './contracts/trainerContract.ts'
