import { mkdirSync } from 'node:fs'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { readForPrediction } from '../../../src/node/data/index.ts'
import { digits, loaded, messageOf, rowsOf, scratch } from './support.ts'

const { path, write } = scratch()
let mnist: Awaited<ReturnType<typeof digits>>
const count = 40
beforeAll(async () => {
  mnist = await digits(count)
})

const digit = (i: number) =>
  sharp(mnist.image(i), { raw: { width: 28, height: 28, channels: 1 } }).toColourspace('b-w')

/** For a person it is turned by 90 degrees. */
const onItsSide = { orientation: 6 }

type Make = (i: number) => Promise<readonly [Uint8Array, string]>

/** A folder of digits, a folder a class: even and odd. */
const folderOf = async (name: string, make: Make): Promise<string> => {
  for (let i = 0; i < count; i++) {
    const [bytes, ending] = await make(i)
    write(`${name}/${mnist.labels[i]! % 2 === 0 ? 'even' : 'odd'}/${i}.${ending}`, bytes)
  }
  write(`${name}/even/notes.txt`, 'no image')
  write(`${name}/even/._1.png`, 'no image either')
  write(`${name}/.cache/x.png`, 'hidden')
  return path(name)
}

const png: Make = async (i) => [await digit(i).png().toBuffer(), 'png']

describe('a folder of images', () => {
  it('of one small size, grey, is read pixel by pixel', async () => {
    const folder = await folderOf('grey', png)
    const { splits, preparation, report } = await loaded(folder)
    expect(preparation).toEqual({
      _tag: 'Images',
      height: 28,
      width: 28,
      channels: 1,
      resampling: 'area',
      target: { _tag: 'Classes', names: ['even', 'odd'] },
    })
    const seen = [splits.train, splits.validation, splits.test].flatMap((part) =>
      rowsOf(part).map((row, i) => `${part.labels[i]!}:${row.join()}`),
    )
    const given = Array.from(
      { length: count },
      (_, i) => `${mnist.labels[i]! % 2}:${mnist.image(i).join()}`,
    )
    expect(seen.sort()).toEqual(given.sort())
    expect(report[0]).toBe(`${folder}: 40 images in 2 folders, read as 28 x 28, grey`)
  })

  it('of other sizes, kinds and colours is made to one', async () => {
    const folder = await folderOf('mixed', async (i) => {
      const side = 20 + i
      const grown = digit(i).resize(side, side + 3)
      if (i === 0) return [await grown.toColourspace('srgb').png().toBuffer(), 'PNG']
      if (i === 1) return [await grown.toColourspace('cmyk').jpeg().toBuffer(), 'jpeg']
      if (i === 2) return [await grown.toColourspace('grey16').png().toBuffer(), 'png']
      if (i === 3) return [await grown.png({ palette: true }).toBuffer(), 'png']
      return i % 2 ? [await grown.jpeg().toBuffer(), 'jpg'] : [await grown.png().toBuffer(), 'png']
    })
    const { splits, preparation } = await loaded(folder)
    expect(preparation).toMatchObject({ height: 32, width: 32, channels: 3 })
    const all = [splits.train, splits.validation, splits.test]
    expect(all.reduce((n, part) => n + part.values.length, 0)).toBe(count * 32 * 32 * 3)
    // A digit is bright somewhere, whatever it was stored as.
    for (const part of all)
      for (const row of rowsOf(part)) expect(Math.max(...row)).toBeGreaterThan(150)
    const small = await loaded(folder, { imageSize: 8 })
    expect(small.splits.task.input).toEqual([8, 8, 3])
  })

  it('with images on their side is read upright', async () => {
    const upright = await folderOf('upright', async (i) => [
      await digit(i).toColourspace('srgb').png().toBuffer(),
      'png',
    ])
    const onSide = await folderOf('on-side', async (i) => [
      await digit(i).rotate(270).withMetadata(onItsSide).png().toBuffer(),
      'png',
    ])
    const [first, second] = [await loaded(upright), await loaded(onSide)]
    expect(second.preparation).toEqual(first.preparation)
    expect(rowsOf(second.splits.test).join()).toBe(rowsOf(first.splits.test).join())
    const wide = await folderOf('wide', async (i) => [
      await digit(i).resize(40, 20, { fit: 'fill' }).withMetadata(onItsSide).png().toBuffer(),
      'png',
    ])
    expect((await loaded(wide)).splits.task.input).toEqual([40, 20, 3])
  })

  it('with transparent images is read as on white paper', async () => {
    const folder = await folderOf('clear', async (i) => {
      const ink = await sharp({
        create: { width: 28, height: 28, channels: 3, background: '#000' },
      })
        .joinChannel(await digit(i).png().toBuffer())
        .png()
        .toBuffer()
      return [ink, 'png']
    })
    const { splits } = await loaded(folder)
    const negatives = new Set(
      Array.from({ length: count }, (_, i) =>
        Array.from(mnist.image(i), (v) => [255 - v, 255 - v, 255 - v])
          .flat()
          .join(),
      ),
    )
    for (const row of rowsOf(splits.test)) expect(negatives.has(row.join())).toBe(true)
  })

  it('is refused where an image is none', async () => {
    const folder = await folderOf('damaged', png)
    const cut = (await digit(0).png().toBuffer()).subarray(0, 120)
    const file = write('damaged/even/cut.png', cut)
    expect(await messageOf(folder)).toMatch(
      new RegExp(
        `^${file} is no image that can be read: .+\\. Replace it or take it away\\. --on-bad drop leaves it out\\.$`,
      ),
    )
    write('damaged/even/cut.png', 'text, no image')
    expect(await messageOf(folder)).toBe(
      `${file} is no image that can be read: Input buffer contains unsupported image format. Replace it or take it away. --on-bad drop leaves it out.`,
    )
    write('damaged/even/cut.png', '')
    expect(await messageOf(folder)).toMatch(/cut\.png is no image that can be read: .+\. Replace/)
  })

  it('is refused with an empty class, a rare one, one alone or folders of folders', async () => {
    const folder = await folderOf('classes', png)
    mkdirSync(path('classes/neither'))
    expect(await messageOf(folder)).toBe(
      `${path('classes/neither')} holds no image (PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP) of its class. Add some, or remove the folder. --on-bad drop leaves it out.`,
    )
    const [bytes] = await png(0)
    write('classes/neither/1.png', bytes)
    expect(await messageOf(folder)).toBe(
      `${folder} has the class "neither" only once (${path('classes/neither/1.png')}); training, validation and test each need one. Add examples, merge classes, or remove such rows. --on-bad drop leaves it out.`,
    )
    for (let i = 0; i < 4; i++) write(`alone/only/${i}.png`, bytes)
    expect(await messageOf(path('alone'))).toBe(
      `${path('alone')} has one class alone, "only"; it takes two to tell classes apart.`,
    )
    write('nested/all/even/1.png', bytes)
    expect(await messageOf(path('nested'))).toBe(
      `${path('nested/all')} holds folders where the images of a class are looked for. Give ${path('nested/all')} if its folders are the classes; training, validation and test are split off it.`,
    )
    expect(await messageOf(folder, { task: 'regression' })).toBe(
      `${folder} holds images in folders, whose names are classes: leave --task regression out.`,
    )
  })
})

describe('new images', () => {
  it('are read as in training: a file, a folder, or a folder a class', async () => {
    const folder = await folderOf('learned', png)
    const { preparation } = await loaded(folder)
    const read = async (source: string) => {
      const found = await readForPrediction(source, preparation)
      if (found._tag === 'Left') throw new Error(found.left.message)
      return found.right
    }
    const labelled = await read(folder)
    expect(labelled.examples.count).toBe(count)
    for (const [i, row] of rowsOf(labelled.examples).entries()) {
      const number = Number(/(\d+)\.png$/.exec(labelled.names[i]!)![1])
      expect(row).toEqual([...mnist.image(number)])
      expect(labelled.labels![i]).toBe(mnist.labels[number]! % 2 === 0 ? 'even' : 'odd')
    }
    const plain = await read(`${folder}/even`)
    expect(plain.labels).toBeUndefined()
    const one = await read(labelled.names[0]!)
    expect(one).toEqual({
      examples: { ...labelled.examples, count: 1, values: labelled.examples.values.slice(0, 784) },
      names: [labelled.names[0]],
    })
    // Others are made to the form of training: one size, grey.
    const colour = write(
      'colour.jpg',
      await sharp({
        create: { width: 300, height: 100, channels: 3, background: '#336699' },
      })
        .jpeg()
        .toBuffer(),
    )
    expect((await read(colour)).examples.values).toHaveLength(784)
  })

  it('are refused where they are none', async () => {
    const folder = await folderOf('known', png)
    const { preparation } = await loaded(folder)
    const said = async (source: string) => {
      const found = await readForPrediction(source, preparation)
      return found._tag === 'Left' ? found.left.message : 'read'
    }
    expect(await said('nowhere')).toBe('nowhere does not exist.')
    const text = write('notes.txt', 'x')
    expect(await said(text)).toBe(
      `${text} is no image (PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP), as the network reads them.`,
    )
    mkdirSync(path('nothing'))
    expect(await said(path('nothing'))).toBe(
      `${path('nothing')} holds no image (PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP).`,
    )
  })
})
