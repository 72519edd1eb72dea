export {
  articleReinforce,
  type ArticleReinforceOptions,
  type ArticleReinforceState,
} from './article/articleReinforce.ts'
export { type ReinforceOptions } from './reinforce/options.ts'
export { reinforce } from './reinforce/reinforce.ts'
export { type ReinforceState } from './reinforce/ReinforceState.ts'
export { actorCritic } from './actor-critic/actorCritic.ts'
export { type ActorCriticState } from './actor-critic/ActorCriticState.ts'
export { type ActorCriticOptions } from './actor-critic/options.ts'
export { type Choice, decideAll } from './decideAll.ts'
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
} from './importanceSampling.ts'
export { localSearch, type LocalSearchState } from './local-search/localSearch.ts'
export { addToFront, type FrontMember, paretoFront } from './nsga2/front.ts'
export { Objectives } from './nsga2/Objectives.ts'
export {
  type ObjectivesInvalid,
  parseObjectives,
  printObjectives,
} from './nsga2/parseObjectives.ts'
export { type MeasuredCandidate, nsga2, type Nsga2Options, type Nsga2State } from './nsga2/nsga2.ts'
export { policies, type PolicyName } from './policies.ts'
export { aPolicy, type Policy, type PolicyFor } from './Policy.ts'
export { type PpoOptions } from './ppo/options.ts'
export { ppo } from './ppo/ppo.ts'
export { type PpoState } from './ppo/PpoState.ts'
export { random, type RandomOptions, type RandomUnseenState } from './random/random.ts'
export {
  type ConfiguredPolicy,
  type DefinedPolicy,
  definePolicy,
  type PolicyBody,
  type PolicyDefinition,
  type PolicySpec,
} from './registry/definePolicy.ts'
export { type PolicyError } from './registry/PolicyError.ts'
export { policyOfHeader } from './registry/policyOfHeader.ts'
export { policyOptions, type PolicyOptions } from './registry/policyOptions.ts'
export {
  findPolicy,
  makePolicy,
  policyRegistry,
  type PolicyRegistry,
} from './registry/PolicyRegistry.ts'
export { somePolicy, type SomePolicy } from './registry/SomePolicy.ts'
export { tpe, type TpeOptions, type TpeState } from './tpe/tpe.ts'
