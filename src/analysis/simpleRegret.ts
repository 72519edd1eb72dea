import { checkOptions, finiteNumber } from '../common/index.ts'

/**
 * What is missing from the best reward of a search to the best there is. 0 means that nothing is.
 *
 * Source: Bubeck, Munos and Stoltz, "Pure exploration in multi-armed bandits problems" (2009).
 *
 * @param rewards - of the episodes, one or more
 * @param optimum - the highest reward that an architecture of the space earns
 * @example
 * import { simpleRegret } from 'rxnas/analysis'
 *
 * console.log(simpleRegret([0.5, 0.75], 1)) // 0.25
 */
export const simpleRegret = (rewards: ReadonlyArray<number>, optimum: number): number => {
  checkOptions('simpleRegret()', { optimum }, { optimum: finiteNumber() })
  return optimum - rewards.reduce((best, reward) => Math.max(best, reward), -Infinity)
}
