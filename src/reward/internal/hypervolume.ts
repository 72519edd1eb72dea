/** A value for each objective; more is better in each. */
export type Point = ReadonlyArray<number>

/** Whether a point is at least as good as another in every objective. */
export const covers = (a: Point, b: Point): boolean => a.every((value, i) => value >= (b[i] ?? 0))

/** The points that no other covers, each once. */
export const frontOf = (points: ReadonlyArray<Point>): ReadonlyArray<Point> =>
  points.filter(
    (point, i) =>
      !points.some((other, j) => covers(other, point) && (j < i || !covers(point, other))),
  )

const boxOf = (reference: Point, point: Point): number =>
  point.reduce((volume, value, i) => volume * Math.max(0, value - (reference[i] ?? 0)), 1)

/** The area that points of two objectives, none below the reference, cover; swept from the right. */
const areaOf = (reference: Point, points: ReadonlyArray<Point>): number => {
  const [left = 0, low = 0] = reference
  let area = 0
  let covered = low
  for (const [x = left, y = low] of points.toSorted(([a = 0], [b = 0]) => b - a)) {
    if (y <= covered) continue
    area += (x - left) * (y - covered)
    covered = y
  }
  return area
}

/**
 * The volume that points cover above a reference, below which none of them is.
 *
 * Source: While, Bradstreet, Barone, "A fast way of calculating exact hypervolumes" (2012): the sum
 * of what each point covers beside those after it.
 */
export const hypervolume = (reference: Point, points: ReadonlyArray<Point>): number =>
  reference.length === 2
    ? areaOf(reference, points)
    : points.reduce((volume, point, i) => volume + gainOf(reference, points.slice(i + 1), point), 0)

/** The volume that a point covers beside what others do. */
export const gainOf = (reference: Point, others: ReadonlyArray<Point>, point: Point): number => {
  const within = others.map((other) => other.map((value, i) => Math.min(value, point[i] ?? 0)))
  return within.some((other) => covers(other, point))
    ? 0
    : Math.max(0, boxOf(reference, point) - hypervolume(reference, frontOf(within)))
}
