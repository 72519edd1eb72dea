import { checkOptions, finiteNumber } from '../common/index.ts'

/**
 * After how many episodes a search has an episode whose reward is the target or more; `undefined`
 * where it never has.
 *
 * @param rewards - of the episodes, in their order
 * @param costs - what each episode cost, as its seconds: then the time is the sum of these
 * @example
 * import { timeToTarget } from 'rxnas/analysis'
 *
 * console.log(timeToTarget([0.5, 0.75, 0.9], 0.7)) // 2
 * console.log(timeToTarget([0.5, 0.75, 0.9], 0.7, [30, 40, 20])) // 70
 */
export const timeToTarget = (
  rewards: ReadonlyArray<number>,
  target: number,
  costs?: ReadonlyArray<number>,
): number | undefined => {
  checkOptions('timeToTarget()', { target }, { target: finiteNumber() })
  const at = rewards.findIndex((reward) => reward >= target)
  if (at === -1) return undefined
  return costs === undefined ? at + 1 : costs.slice(0, at + 1).reduce((sum, cost) => sum + cost, 0)
}
