import { decode } from 'bmp-ts'
import * as E from 'fp-ts/lib/Either.js'
import sharp, { type Sharp } from 'sharp'
import { extensionOf, type ImageForm, pixelsOfRaster, type Raster } from '../../../data/index.ts'
import { readRegularLater } from '../../files/index.ts'

/** What is known of an image before its pixels are decoded. */
export interface ImageFacts {
  /** As it is seen: a camera may store an image on its side. */
  readonly height: number
  readonly width: number
  readonly isGrey: boolean
  /** Bits of a value. */
  readonly bits: 8 | 16
  /** Frames of an animation, pages of a document; the first is read. */
  readonly pages: number
}

/** Bytes that an image's file may have. */
const limit = 500e6

/** Pixels that an image may have, as sharp has it too: 16,384 x 16,383. */
const mostPixels = 0x3fff * 0x3fff

const bmpHeader = 26

/** The size of a BMP image by its header; a height below 0 says that its rows come from the top. */
const sizeOfBmp = (bytes: Buffer): Pick<ImageFacts, 'height' | 'width'> => {
  if (bytes.length < bmpHeader || bytes.toString('latin1', 0, 2) !== 'BM')
    throw new Error('it is no BMP image')
  const [width, height] = [bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22))]
  if (width <= 0 || height === 0 || width * height > mostPixels)
    throw new Error(`it has ${width} x ${height} pixels by its header`)
  return { height, width }
}

/** A BMP image, which sharp does not know. Whether its fourth channel means anything nothing tells. */
const openBmp = (bytes: Buffer): Sharp => {
  sizeOfBmp(bytes)
  const { data, width, height } = decode(bytes, { toRGBA: true })
  return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()
}

const bytesOf = async (file: string): Promise<Buffer> => {
  const read = await readRegularLater(file, { limit })()
  if (E.isLeft(read)) throw new Error(`it ${read.left}`)
  return Buffer.from(read.right.buffer)
}

const isBmp = (file: string): boolean => extensionOf(file) === '.bmp'

const isGreySpace = (space: string): boolean => space.startsWith('b-w') || space.startsWith('grey')

const bitsOf = (depth: string): ImageFacts['bits'] => {
  if (depth === 'uchar') return 8
  if (depth === 'ushort') return 16
  throw new Error(`its values are of the type ${depth}, and whole numbers of 8 or 16 bits are read`)
}

/** Looks at an image by its header. Throws where it is none, or of no kind that is read. */
export const lookAt = async (file: string): Promise<ImageFacts> => {
  const bytes = await bytesOf(file)
  if (isBmp(file)) return { ...sizeOfBmp(bytes), isGrey: false, bits: 8, pages: 1 }
  const { autoOrient, space, depth, pages = 1 } = await sharp(bytes).metadata()
  const { height, width } = autoOrient
  return { height, width, isGrey: isGreySpace(space), bits: bitsOf(depth), pages }
}

const upright = (image: Sharp, { height, width }: ImageForm): Sharp =>
  image.autoOrient().flatten({ background: '#ffffff' }).resize(width, height, { fit: 'fill' })

/** Values of 16 bits to those of 8, with fractions. */
const step = 65_535 / 255

/** Larger images are made smaller as they are decoded: whole they take gigabytes. */
const mostWhole = 50e6

/** An image as it is decoded, in colour. */
const rasterOf = async (image: Sharp, bits: ImageFacts['bits']): Promise<Raster> => {
  const {
    data,
    info: { width, height, channels },
  } = await image
    .autoOrient()
    .toColourspace(bits === 8 ? 'srgb' : 'rgb16')
    .raw({ depth: bits === 8 ? 'uchar' : 'ushort' })
    .toBuffer({ resolveWithObject: true })
  const values =
    bits === 8 ? data : new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  return { width, height, channels, bits, values }
}

/**
 * The pixels of an image made to a form, from 0 to 255; what is transparent becomes white. Throws where
 * it cannot be decoded.
 */
export const pixelsOf = async (
  file: string,
  form: ImageForm,
  { bits, height, width }: Pick<ImageFacts, 'bits' | 'height' | 'width'>,
): Promise<Uint8Array | Float32Array> => {
  const bytes = await bytesOf(file)
  const opened = isBmp(file) ? openBmp(bytes) : sharp(bytes)
  if (form.resampling === 'area' && height * width <= mostWhole)
    return pixelsOfRaster(await rasterOf(opened, bits), form)
  const image = upright(opened, form)
  const isGrey = form.channels === 1
  if (bits === 8)
    return await (isGrey ? image.greyscale() : image.toColourspace('srgb')).raw().toBuffer()
  const deep = await image
    .toColourspace(isGrey ? 'grey16' : 'rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer()
  const values = new Uint16Array(deep.buffer, deep.byteOffset, deep.length / 2)
  return Float32Array.from(values, (value) => value / step)
}

/** An image of a file's bytes, whatever the file is called. Throws where it is none that is read. */
export const rasterOfBytes = async (bytes: Buffer): Promise<Raster> => {
  if (bytes.toString('latin1', 0, 2) === 'BM') return rasterOf(openBmp(bytes), 8)
  const { depth, width, height } = await sharp(bytes).metadata()
  if (width * height > mostWhole)
    throw new Error(`it has ${width} x ${height} pixels; up to ${mostWhole / 1e6} million are read`)
  return rasterOf(sharp(bytes), bitsOf(depth))
}
