import { articleReinforceDefinition } from './article/articleReinforce.ts'
import { reinforceDefinition } from './controller/reinforce.ts'
import { actorCriticDefinition } from './critic/actorCritic.ts'
import { evolutionDefinition } from './evolution/evolution.ts'
import { localSearchDefinition } from './local-search/localSearch.ts'
import { nsga2Definition } from './nsga2/nsga2.ts'
import { ppoDefinition } from './ppo/ppo.ts'
import { randomDefinition } from './random.ts'
import { type PolicyDefinition } from './registry/definePolicy.ts'
import { tpeDefinition } from './tpe/tpe.ts'

/** The policies that rxnas has. */
export const policies = [
  actorCriticDefinition,
  reinforceDefinition,
  randomDefinition,
  evolutionDefinition,
  localSearchDefinition,
  ppoDefinition,
  tpeDefinition,
  nsga2Definition,
  articleReinforceDefinition,
] as const satisfies ReadonlyArray<PolicyDefinition>

/** The names of the policies that rxnas has. */
export type PolicyName = (typeof policies)[number]['name']
