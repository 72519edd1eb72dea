import { articleReinforceDefinition } from './article/articleReinforce.ts'
import { reinforceDefinition } from './reinforce/reinforce.ts'
import { actorCriticDefinition } from './actor-critic/actorCritic.ts'
import { evolutionDefinition } from './evolution/evolution.ts'
import { localSearchDefinition } from './local-search/localSearch.ts'
import { nsga2Definition } from './nsga2/nsga2.ts'
import { ppoDefinition } from './ppo/ppo.ts'
import { randomDefinition } from './random/random.ts'
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
] as const

/** The names of the policies that rxnas has. */
export type PolicyName = (typeof policies)[number]['name']
