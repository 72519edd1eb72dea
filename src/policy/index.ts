export {
  seedReinforce,
  type SeedReinforceOptions,
  type SeedReinforceState,
} from './article/seedReinforce.ts'
export { reinforce, type ReinforceOptions, type ReinforceState } from './controller/reinforce.ts'
export {
  actorCritic,
  type ActorCriticOptions,
  type ActorCriticState,
} from './critic/actorCritic.ts'
export { type Choice, decideAll } from './decide.ts'
export {
  evolution,
  type EvolutionOptions,
  type EvolutionState,
  type Individual,
} from './evolution/evolution.ts'
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
export { localSearch, type LocalSearchState } from './local-search/localSearch.ts'
export { type MeasuredCandidate, nsga2, type Nsga2Options, type Nsga2State } from './nsga2/nsga2.ts'
export { type Policy } from './Policy.ts'
export { ppo, type PpoOptions, type PpoState } from './ppo/ppo.ts'
export { random, type RandomOptions, type RandomUnseenState } from './random.ts'
export { tpe, type TpeOptions, type TpeState } from './tpe/tpe.ts'
