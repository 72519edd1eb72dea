/** An array of numbers as NumPy stores it. */
export interface NumberArray {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly values: Uint8Array | Float32Array | Float64Array
}

/** How many numbers one example of an array holds. */
export const sizeOfExample = (shape: ReadonlyArray<number>): number =>
  shape.slice(1).reduce((a, b) => a * b, 1)
