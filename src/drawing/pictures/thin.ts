/** The most rows of a table behind a picture. */
const mostRows = 60

/** Equally distant places of a series, at most {@link mostRows}, and what to say of the others. */
export const someRows = (
  count: number,
): { readonly places: ReadonlyArray<number>; readonly note?: string } =>
  count <= mostRows
    ? { places: Array.from({ length: count }, (_, i) => i) }
    : {
        places: Array.from({ length: mostRows }, (_, i) =>
          Math.round((i * (count - 1)) / (mostRows - 1)),
        ),
        note: `${mostRows} of ${count}, equally far apart.`,
      }

/** A number with so many digits as a person reads. */
export const plain = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))

/** The lowest number of a column. */
export const lowest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((low, value) => (value < low ? value : low), Infinity)

/** The highest number of a column. */
export const highest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((high, value) => (value > high ? value : high), -Infinity)

/** A text of at most so many characters. */
export const brief = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`
