import { summarizeSpace } from '../../index.ts'
import { showBudget } from '../../session/index.ts'
import { baselineFile } from '../journal/baselineFile.ts'
import { version } from '../version.ts'
import { type SearchParts, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'
import { type StoredData } from './setup.ts'

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** The plan of a search, every default resolved, in lines for a person. */
export const showPlan = (
  plan: SearchPlan,
  { family, children, reward }: SearchParts,
  { prepared }: StoredData,
): ReadonlyArray<string> => {
  const policy = withPolicy(plan, children.space, ({ name }) => name)
  const size = summarizeSpace(children.space).trimEnd().split('\n').at(-1) ?? ''
  return [
    `rxnas ${version}${plan.configFile === undefined ? '' : `, configured by ${plan.configFile}`}`,
    ...prepared.report,
    `space: ${family.name}, ${size}`,
    `search: ${policy} by ${reward.name}, ${counted(plan.episodes, 'episode')} of ${showBudget(plan.budget)}, batch ${plan.batch}, seed ${plan.seed}, ${counted(plan.workers, 'worker')} of ${counted(plan.threads, 'thread')}${plan.earlyStop === undefined ? '' : `, stopped early by ${plan.earlyStop}`}`,
    ...(plan.baseline
      ? [
          `baseline: a random search of as many episodes beside it, in ${baselineFile(plan.journal)}`,
        ]
      : []),
    ...(plan.confirm > 0
      ? [
          `then: the best${plan.confirm === 1 ? '' : ` ${plan.confirm}`} trained again by other seeds, before ${plan.confirm === 1 ? 'it' : 'one'} is declared the best`,
        ]
      : []),
    plan.final
      ? `then: the best trained for ${showBudget(plan.finalBudget)}, and tested once`
      : 'then: nothing, without a final training',
    `journal: ${plan.journal}`,
  ]
}
