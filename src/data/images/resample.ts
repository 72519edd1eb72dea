import { type ImageForm } from './prepareImages.ts'

/** An image as it is decoded: upright, its rows from the top, the channels of a pixel side by side. */
export interface Raster {
  readonly width: number
  readonly height: number
  /** Grey or colour; a second or fourth channel says how opaque a pixel is. */
  readonly channels: 1 | 2 | 3 | 4
  /** Bits of a value. */
  readonly bits: 8 | 16
  readonly values: Uint8Array | Uint8ClampedArray | Uint16Array
}

/** How much of which source places makes each place of the result, those of one after another. */
interface Shares {
  /** The first source place of each place. */
  readonly from: Int32Array
  /** Where its weights begin, and at last where all end. */
  readonly start: Int32Array
  readonly weights: Float64Array
}

/**
 * The shares of one direction. Where an image is made smaller, each place is the mean of what it covers;
 * where it is made larger, it lies between two places; where the size stays, it is its own.
 */
const sharesOf = (size: number, wanted: number): Shares => {
  const scale = size / wanted
  const from = new Int32Array(wanted)
  const start = new Int32Array(wanted + 1)
  const weights: Array<number> = []
  for (let place = 0; place < wanted; place++) {
    const [low, high] = [place * scale, (place + 1) * scale]
    const centre = (low + high) / 2
    const reach = Math.max(1, scale) / 2 + (scale < 1 ? 0.5 : 0)
    const first = Math.max(0, Math.floor(centre - reach))
    const end = Math.min(size, Math.ceil(centre + reach))
    const own: Array<number> = []
    for (let at = first; at < end; at++)
      own.push(
        scale < 1
          ? Math.max(0, 1 - Math.abs(at + 0.5 - centre))
          : Math.max(0, Math.min(at + 1, high) - Math.max(at, low)),
      )
    const sum = own.reduce((a, b) => a + b, 0)
    for (const weight of own) weights.push(weight / sum)
    from[place] = first
    start[place + 1] = weights.length
  }
  return { from, start, weights: Float64Array.from(weights) }
}

/** A row of an image on white paper, of one channel or three. */
const readRow = (
  { width, channels, bits, values }: Raster,
  y: number,
  wanted: number,
  row: Float64Array,
): void => {
  const white = bits === 8 ? 255 : 65_535
  const isColour = channels > 2
  const hasOpacity = channels % 2 === 0
  let at = y * width * channels
  let to = 0
  for (let x = 0; x < width; x++) {
    let red = values[at] ?? 0
    let green = isColour ? (values[at + 1] ?? 0) : red
    let blue = isColour ? (values[at + 2] ?? 0) : red
    at += channels
    const opacity = hasOpacity ? (values[at - 1] ?? white) : white
    if (opacity !== white) {
      const paper = white * (white - opacity)
      red = (red * opacity + paper) / white
      green = (green * opacity + paper) / white
      blue = (blue * opacity + paper) / white
    }
    if (wanted === 1)
      // Whole weights, so that what is grey keeps its value.
      row[to++] = isColour ? (299 * red + 587 * green + 114 * blue) / 1000 : red
    else {
      row[to++] = red
      row[to++] = green
      row[to++] = blue
    }
  }
}

/** Makes a row narrower or wider. */
const shareRow = (
  row: Float64Array,
  { from, start, weights }: Shares,
  channels: number,
  result: Float64Array,
): void => {
  for (let place = 0; place < from.length; place++) {
    const end = start[place + 1] ?? 0
    let at = (from[place] ?? 0) * channels
    let [first, second, third] = [0, 0, 0]
    for (let i = start[place] ?? 0; i < end; i++) {
      const weight = weights[i] ?? 0
      first += weight * (row[at] ?? 0)
      if (channels > 1) {
        second += weight * (row[at + 1] ?? 0)
        third += weight * (row[at + 2] ?? 0)
      }
      at += channels
    }
    result[place * channels] = first
    if (channels > 1) {
      result[place * channels + 1] = second
      result[place * channels + 2] = third
    }
  }
}

/** Values of 16 bits to those of 8, with fractions. */
const step = 65_535 / 255

/**
 * The pixels of an image made to a form, from 0 to 255; fractions where it has more than 8 bits. Parts
 * that are transparent show white, grey is the luma of ITU-R BT.601. Every step is plain arithmetic in a fixed
 * order, so an image is the same numbers in Node, in a page and on any machine.
 */
export const pixelsOfRaster = (
  raster: Raster,
  { height, width, channels }: ImageForm,
): Uint8Array | Float32Array => {
  const across = sharesOf(raster.width, width)
  const down = sharesOf(raster.height, height)
  const source = new Float64Array(raster.width * channels)
  const narrow = new Float64Array(width * channels)
  const sums = new Float64Array(height * narrow.length)
  for (let y = 0; y < raster.height; y++) {
    readRow(raster, y, channels, source)
    shareRow(source, across, channels, narrow)
    for (let place = 0; place < height; place++) {
      const i = y - (down.from[place] ?? 0) + (down.start[place] ?? 0)
      if (i < (down.start[place] ?? 0) || i >= (down.start[place + 1] ?? 0)) continue
      const weight = down.weights[i] ?? 0
      const start = place * narrow.length
      for (let at = 0; at < narrow.length; at++)
        sums[start + at] = (sums[start + at] ?? 0) + weight * (narrow[at] ?? 0)
    }
  }
  return raster.bits === 8
    ? Uint8Array.from(sums, Math.round)
    : Float32Array.from(sums, (value) => value / step)
}
