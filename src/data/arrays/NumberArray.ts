/** An array of numbers as NumPy stores it. */
export interface NumberArray {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly values: Uint8Array | Float32Array | Float64Array
}

/** How many numbers one example of an array holds. */
export const sizeOfExample = (shape: ReadonlyArray<number>): number =>
  shape.slice(1).reduce((a, b) => a * b, 1)

/** Where a value of an array stands, for a person. */
export const placeOf = ({ name, shape }: NumberArray, at: number): string => {
  const size = sizeOfExample(shape)
  return `row ${Math.floor(at / size) + 1} of the array ${name}${size > 1 ? `, at place ${(at % size) + 1}` : ''}`
}

/** The first value that is no number; -1 where all are. */
export const firstNonFinite = ({ values }: NumberArray): number =>
  values.findIndex((value) => !Number.isFinite(value))

/** Some rows of an array. */
export const selectRows = ({ name, shape, values }: NumberArray, rows: Int32Array): NumberArray => {
  const size = sizeOfExample(shape)
  const length = rows.length * size
  const taken =
    values instanceof Uint8Array
      ? new Uint8Array(length)
      : values instanceof Float64Array
        ? new Float64Array(length)
        : new Float32Array(length)
  for (const [i, row] of rows.entries())
    taken.set(values.subarray(row * size, (row + 1) * size), i * size)
  return { name, shape: [rows.length, ...shape.slice(1)], values: taken }
}
