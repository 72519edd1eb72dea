/** A value for each objective; more is better in each. */
export type ObjectiveValues = ReadonlyArray<number>

/** Whether a point is better than another in some objective and worse in none. */
export const dominates = (a: ObjectiveValues, b: ObjectiveValues): boolean =>
  a.every((value, i) => value >= (b[i] ?? 0)) && a.some((value, i) => value > (b[i] ?? 0))

/** Fast non-dominated sorting: the front of each point, from 0, the one that nothing dominates. */
export const frontsOf = (points: ReadonlyArray<ObjectiveValues>): ReadonlyArray<number> => {
  const fronts = points.map(() => -1)
  for (let front = 0; fronts.includes(-1); front++) {
    const left = points.flatMap((_, i) => (fronts[i] === -1 ? [i] : []))
    for (const i of left) {
      const dominated = left.some((j) => dominates(points[j] ?? [], points[i] ?? []))
      if (!dominated) fronts[i] = front
    }
  }
  return fronts
}

/**
 * The crowding distances of the points of one front: how far apart the neighbours of each lie, summed
 * over the objectives, each scaled by its range; infinite at the ends.
 */
export const crowdingOf = (points: ReadonlyArray<ObjectiveValues>): ReadonlyArray<number> => {
  const distances = points.map(() => 0)
  const objectives = points[0]?.length ?? 0
  for (let m = 0; m < objectives; m++) {
    const value = (i: number | undefined): number => points[i ?? -1]?.[m] ?? 0
    const order = points.map((_, i) => i).sort((a, b) => value(a) - value(b))
    const range = value(order.at(-1)) - value(order[0])
    for (const [place, i] of order.entries()) {
      const atEnd = place === 0 || place === order.length - 1
      const apart = value(order[place + 1]) - value(order[place - 1])
      distances[i] = (distances[i] ?? 0) + (atEnd ? Infinity : range === 0 ? 0 : apart / range)
    }
  }
  return distances
}

/** The rank of a point among others: a lower front is better, and in the same front a larger crowding distance. */
export interface Rank {
  readonly front: number
  readonly crowding: number
}

/** The ranks of points among each other. */
export const ranksOf = (points: ReadonlyArray<ObjectiveValues>): ReadonlyArray<Rank> => {
  const fronts = frontsOf(points)
  const ranks = fronts.map((front) => ({ front, crowding: 0 }))
  for (const front of new Set(fronts)) {
    const members = fronts.flatMap((own, i) => (own === front ? [i] : []))
    const crowding = crowdingOf(members.map((i) => points[i] ?? []))
    members.forEach((i, place) => {
      ranks[i] = { front, crowding: crowding[place] ?? 0 }
    })
  }
  return ranks
}

/** Below 0 where a rank is better than another. */
export const compareRanks = (a: Rank, b: Rank): number =>
  a.front - b.front || (a.crowding === b.crowding ? 0 : b.crowding - a.crowding)
