import { type FiniteNumber } from '../../episode/index.ts'

/**
 * Advantages of a round's episodes by rank: where each reward stands among those of the rounds
 * before and of its own round, from just above -1 for the lowest to just below 1 for the highest;
 * 0 is the middle. Neither the rewards' scale nor an outlier changes them.
 *
 * @param recent - rewards of the episodes before, the oldest first
 * @param round - the round's rewards, in episode order
 */
export const rankAdvantages = (
  recent: ReadonlyArray<FiniteNumber>,
  round: ReadonlyArray<FiniteNumber>,
): ReadonlyArray<number> => {
  const all = [...recent, ...round]
  return round.map((reward) => {
    const below = all.filter((other) => other < reward).length
    const ties = all.filter((other) => other === reward).length
    return (2 * below + ties) / all.length - 1
  })
}
