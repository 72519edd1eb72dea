/**
 * The best reward so far, after each episode: the incumbent's. It never falls.
 *
 * @param rewards - of the episodes, in their order
 * @example
 * import { incumbentCurve } from 'rxnas/analysis'
 *
 * console.log(incumbentCurve([0.5, 0.25, 0.75])) // [ 0.5, 0.5, 0.75 ]
 */
export const incumbentCurve = (rewards: ReadonlyArray<number>): ReadonlyArray<number> => {
  let best = -Infinity
  return rewards.map((reward) => (best = Math.max(best, reward)))
}
