import { type Raster } from '../data/index.ts'

/** Pixels as a program holds them: rows from the top, the channels of a pixel side by side. */
export interface PixelData {
  readonly width: number
  readonly height: number
  /** Default: as many as the length of the values tells. */
  readonly channels?: number
  /** Values from 0 to 255, or to 65535 in a Uint16Array. */
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array | ReadonlyArray<number>
}

/** An image: a file, what a page shows, or pixels. */
export type ImageInput = Blob | ImageBitmapSource | PixelData

const isPixelData = (input: ImageInput): input is PixelData =>
  'data' in input && 'width' in input && 'height' in input

const channelsOf = (count: number): Raster['channels'] | undefined =>
  count === 1 || count === 2 || count === 3 || count === 4 ? count : undefined

const rasterOfPixels = ({ width, height, channels: own, data }: PixelData): Raster => {
  const channels = channelsOf(own ?? data.length / (width * height))
  if (!(width >= 1 && height >= 1) || channels === undefined)
    throw new TypeError(
      `An image of ${width} x ${height} pixels has 1 to 4 channels, but ${data.length} values were given.`,
    )
  if (data.length !== width * height * channels)
    throw new TypeError(
      `An image of ${width} x ${height} pixels and ${channels} channels has ${width * height * channels} values, but ${data.length} were given.`,
    )
  return {
    ...{ width, height, channels },
    bits: data instanceof Uint16Array ? 16 : 8,
    values: Array.isArray(data) ? Uint8Array.from(data) : (data as Raster['values']),
  }
}

/** The pixels of an image, upright. Files are decoded by the browser; what is no file and no picture is pixels. */
export const rasterOf = async (input: ImageInput): Promise<Raster> => {
  if (isPixelData(input)) return rasterOfPixels(input)
  if (typeof createImageBitmap === 'undefined')
    throw new TypeError(
      'There is no decoder of images here: give { width, height, data } with the pixels of the image.',
    )
  const bitmap = await createImageBitmap(input, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  })
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new TypeError('This browser has no canvas to read the image by.')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return rasterOfPixels(context.getImageData(0, 0, width, height))
}
