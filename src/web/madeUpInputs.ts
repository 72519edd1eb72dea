import { type ColumnEncoding, type Preparation } from '../data/index.ts'

/** How far from the mean the numbers of each row are, in deviations; the last row has none. */
const distances = [0, 1, -1, 0.3, -2.5, 1.7, undefined] as const

const cellOf = (code: ColumnEncoding, row: number, column: number): number | string | null => {
  const distance = distances[(row + (row === 0 ? 0 : column)) % distances.length]
  if (code._tag === 'Number')
    return distance === undefined
      ? null
      : Number((code.mean + distance * code.deviation).toPrecision(6))
  return distance === undefined ? null : (code.values[(row + column) % code.values.length] ?? null)
}

const rows = (columns: ReadonlyArray<ColumnEncoding>): ReadonlyArray<Record<string, unknown>> => [
  ...distances.map((_, row) =>
    Object.fromEntries(columns.map((code, column) => [code.name, cellOf(code, row, column)])),
  ),
  // Without any value.
  {},
]

/** Bytes that look like nothing, the same each time. */
const bytes = (count: number, start: number): ReadonlyArray<number> => {
  let state = start
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * 256)
  })
}

/** The side of made-up images, which are made to the network's own size as others are. */
const side = 16

const image = (channels: number, draw: (x: number, y: number, channel: number) => number) => ({
  width: side,
  height: side,
  channels,
  data: Array.from({ length: side * side * channels }, (_, i) => {
    const pixel = Math.floor(i / channels)
    return draw(pixel % side, Math.floor(pixel / side), i % channels)
  }),
})

const images = (channels: number): ReadonlyArray<unknown> => {
  const noise = bytes(side * side * channels, 7)
  return [
    image(channels, () => 0),
    image(channels, (x) => Math.round((255 * x) / (side - 1))),
    image(channels, (x, y, channel) => (Math.hypot(x - 8, y - 8 + channel) < 5 ? 240 : 20)),
    image(channels, (x, y, channel) => noise[(y * side + x) * channels + channel] ?? 0),
  ]
}

const arrays = ({
  shape,
  scaling,
}: Preparation & { readonly _tag: 'Arrays' }): ReadonlyArray<unknown> => {
  const size = shape.reduce((a, b) => a * b, 1)
  if (scaling === null) return [bytes(size, 1), bytes(size, 2)]
  const { means, deviations } = scaling
  return [0, 1, -1.5].map((distance) =>
    Array.from({ length: size }, (_, i) =>
      Number(
        (
          (means[i % means.length] ?? 0) +
          distance * (i % 3 === 0 ? 1 : -0.5) * (deviations[i % means.length] ?? 1)
        ).toPrecision(6),
      ),
    ),
  )
}

/**
 * Inputs of the form that a network reads, of what its preparation holds alone: nobody's data is among
 * them. Rows stand around the means, take each category in turn, and miss what a row may miss.
 */
export const madeUpInputs = (preparation: Preparation): ReadonlyArray<unknown> => {
  switch (preparation._tag) {
    case 'Table':
      return rows(preparation.columns)
    case 'Images':
      return images(preparation.channels)
    case 'Arrays':
      return arrays(preparation)
  }
}
