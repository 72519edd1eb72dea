import { incumbentCurve } from './incumbentCurve.ts'

/**
 * The area under the curve of the best reward so far, divided by the episodes: the mean of what a
 * user would have had who stopped the search after any of them. A search that finds the same earlier
 * has more of it.
 *
 * @param rewards - of the episodes, in their order, one or more
 * @example
 * import { areaUnderCurve } from 'rxnas/analysis'
 *
 * console.log(areaUnderCurve([0.25, 0.75, 0.5, 0.5])) // 0.625
 */
export const areaUnderCurve = (rewards: ReadonlyArray<number>): number =>
  incumbentCurve(rewards).reduce((sum, best) => sum + best, 0) / rewards.length
