import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pixelsOfRaster, type Raster } from '../../src/data/index.ts'

const raster = (
  [height, width, channels]: readonly [number, number, Raster['channels']],
  values: ReadonlyArray<number>,
  bits: Raster['bits'] = 8,
): Raster => ({
  ...{ height, width, channels, bits },
  values: bits === 8 ? Uint8Array.from(values) : Uint16Array.from(values),
})
const grey = { channels: 1 } as const
const colour = { channels: 3 } as const

describe('the pixels of an image', () => {
  it('are its own where it has the size that is read', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1 as const, 3 as const),
        fc.infiniteStream(fc.nat(255)),
        (height, width, channels, stream) => {
          const values = [...stream.take(height * width * channels)]
          expect([
            ...pixelsOfRaster(raster([height, width, channels], values), {
              ...{ height, width, channels },
            }),
          ]).toEqual(values)
        },
      ),
    )
  })

  it('are means over what each covers where it is made smaller', () => {
    const image = raster([2, 4, 1], [0, 10, 20, 30, 100, 110, 120, 130])
    expect([...pixelsOfRaster(image, { height: 1, width: 2, ...grey })]).toEqual([55, 75])
    // Three places of four thirds each: 0 and a third of 40, and so on.
    const row = raster([1, 4, 1], [0, 40, 80, 120])
    expect([...pixelsOfRaster(row, { height: 1, width: 3, ...grey })]).toEqual([10, 60, 110])
  })

  it('lie between their neighbours where it is made larger', () => {
    const row = raster([1, 2, 1], [0, 100])
    expect([...pixelsOfRaster(row, { height: 1, width: 4, ...grey })]).toEqual([0, 25, 75, 100])
  })

  it('keep what is grey, and are its luma where it is colour and grey is read', () => {
    const form = { height: 1, width: 256, ...grey }
    const all = Array.from({ length: 256 }, (_, i) => i)
    const alike = raster(
      [1, 256, 3],
      all.flatMap((v) => [v, v, v]),
    )
    expect([...pixelsOfRaster(alike, form)]).toEqual(all)
    const primaries = raster([1, 3, 3], [255, 0, 0, 0, 255, 0, 0, 0, 255])
    expect([...pixelsOfRaster(primaries, { ...form, width: 3 })]).toEqual([76, 150, 29])
    const one = raster([1, 1, 1], [7])
    expect([...pixelsOfRaster(one, { height: 1, width: 1, ...colour })]).toEqual([7, 7, 7])
  })

  it('show white through what is transparent', () => {
    const image = raster([1, 3, 4], [9, 9, 9, 0, 9, 8, 7, 255, 100, 0, 0, 51])
    expect([...pixelsOfRaster(image, { height: 1, width: 3, ...colour })]).toEqual([
      ...[255, 255, 255, 9, 8, 7, 224, 204, 204],
    ])
    const ink = raster([1, 1, 2], [0, 128])
    expect([...pixelsOfRaster(ink, { height: 1, width: 1, ...grey })]).toEqual([127])
  })

  it('have fractions where it has 16 bits', () => {
    const image = raster([1, 3, 1], [0, 257, 30_000], 16)
    const pixels = pixelsOfRaster(image, { height: 1, width: 3, ...grey })
    expect(pixels).toBeInstanceOf(Float32Array)
    expect([...pixels]).toEqual([0, 1, Math.fround(30_000 / 257)])
    const clear = raster([1, 1, 2], [0, 0], 16)
    expect([...pixelsOfRaster(clear, { height: 1, width: 1, ...grey })]).toEqual([255])
  })
})
