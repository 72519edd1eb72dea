/**
 * Places of a long series that show its form: of each of equally many neighbours the lowest and the
 * highest, and the first and the last of all. At most `most` and 2 of them, in order.
 */
export const downsample = (values: ArrayLike<number>, most: number): ReadonlyArray<number> => {
  const count = values.length
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  const buckets = Math.max(1, Math.floor(most / 2))
  const kept = new Set([0, count - 1])
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * count) / buckets)
    const to = Math.floor(((bucket + 1) * count) / buckets)
    let [low, high] = [from, from]
    for (let i = from; i < to; i++) {
      if ((values[i] ?? NaN) < (values[low] ?? NaN)) low = i
      if ((values[i] ?? NaN) > (values[high] ?? NaN)) high = i
    }
    kept.add(low).add(high)
  }
  return [...kept].sort((a, b) => a - b)
}

/** At most `most` of some places, equally far apart, the first and the last among them. */
export const thinned = (places: ReadonlyArray<number>, most: number): ReadonlyArray<number> =>
  places.length <= most
    ? places
    : Array.from(
        { length: most },
        (_, i) => places[Math.round((i * (places.length - 1)) / (most - 1))] ?? 0,
      )
