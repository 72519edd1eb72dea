export {
  seedReinforce,
  type SeedReinforceOptions,
  type SeedReinforceState,
} from './article/seedReinforce.ts'
export { reinforce, type ReinforceOptions, type ReinforceState } from './controller/reinforce.ts'
export { type Choice, decideAll } from './decide.ts'
export {
  addEvidence,
  type Estimate,
  estimateOf,
  type Evidence,
  logProbabilityOf,
  noEstimate,
  type NoEstimate,
  noEvidence,
} from './importance.ts'
export { type Policy } from './Policy.ts'
export { random } from './random.ts'
