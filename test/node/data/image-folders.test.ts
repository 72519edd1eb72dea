import { encode } from 'bmp-ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { loadData, readForPrediction } from '../../../src/node/data/index.ts'
import { loaded, messageOf, rowsOf, scratch } from './support.ts'

const { path, write } = scratch()
const side = 8
const classes = ['dark', 'light'] as const

/** An image whose values tell its class, all different. */
const pixels = (label: (typeof classes)[number], i: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: side * side * 3 },
      (_, at) => (label === 'dark' ? 10 : 200) + ((at * i) % 40),
    ),
  )

const image = (label: (typeof classes)[number], i: number): Sharp =>
  sharp(pixels(label, i), { raw: { width: side, height: side, channels: 3 } })

const bmp = (label: (typeof classes)[number], i: number): Buffer => {
  const rgb = pixels(label, i)
  // The encoder takes alpha, blue, green and red.
  const data = Buffer.alloc(side * side * 4, 255)
  for (let at = 0; at < side * side; at++)
    for (let c = 0; c < 3; c++) data[at * 4 + 3 - c] = rgb[at * 3 + c]!
  return encode({ data, width: side, height: side, bitPP: 24 }).data
}

const kinds: Readonly<
  Record<string, (label: (typeof classes)[number], i: number) => Promise<Uint8Array> | Uint8Array>
> = {
  png: (label, i) => image(label, i).png().toBuffer(),
  webp: (label, i) => image(label, i).webp({ lossless: true }).toBuffer(),
  tif: (label, i) => image(label, i).tiff({ compression: 'lzw' }).toBuffer(),
  TIFF: (label, i) => image(label, i).tiff({ compression: 'lzw' }).toBuffer(),
  gif: (label, i) => image(label, i).gif().toBuffer(),
  avif: (label, i) => image(label, i).avif({ lossless: true }).toBuffer(),
  jfif: (label, i) => image(label, i).jpeg({ quality: 100 }).toBuffer(),
  bmp,
}

/** A folder of a class each, with so many PNG images. */
const folderOf = async (name: string, counts: Partial<Record<'dark' | 'light', number>>) => {
  for (const label of classes)
    for (let i = 1; i <= (counts[label] ?? 0); i++)
      write(`${name}/${label}/${i}.png`, await kinds['png']!(label, i))
  return path(name)
}

/** Every row of all parts, whatever its order. */
const allRows = async (source: string) => {
  const { splits } = await loaded(source)
  return [splits.train, splits.validation, splits.test].flatMap((part) =>
    rowsOf(part).map((row, i) => ({ row, label: part.labels[i]! })),
  )
}

describe('images of every kind', () => {
  it('are read, the lossless ones value by value', async () => {
    for (const label of classes)
      for (const [ending, make] of Object.entries(kinds))
        for (let i = 1; i <= 3; i++)
          write(`kinds/${label}/${ending}-${i}.${ending}`, await make(label, i))
    const { report, splits } = await loaded(path('kinds'))
    expect(report[0]).toBe(
      `${path('kinds')}: ${6 * Object.keys(kinds).length} images in 2 folders, read as 8 x 8, colour`,
    )
    expect(report.join('\n')).not.toContain('left out')
    const seen = new Map<string, number>()
    for (const part of [splits.train, splits.validation, splits.test])
      for (const row of rowsOf(part)) seen.set(row.join(), (seen.get(row.join()) ?? 0) + 1)
    // PNG, WebP, TIFF twice and BMP lose nothing; a GIF of 40 colours neither.
    for (const label of classes)
      for (let i = 1; i <= 3; i++)
        expect(seen.get([...pixels(label, i)].join())).toBeGreaterThanOrEqual(5)
  })

  it('are read by what they hold, not by what their names end in', async () => {
    const folder = await folderOf('misnamed', { dark: 6, light: 6 })
    write('misnamed/dark/7.jpg', await kinds['webp']!('dark', 7))
    expect((await loaded(folder)).report[0]).toContain('13 images')
  })

  it('that are left out are counted by their endings, and named', async () => {
    const folder = await folderOf('others', { dark: 6, light: 6 })
    for (const name of [
      'dark/a.heic',
      'dark/b.heic',
      'light/notes.txt',
      'light/README',
      'stray.png',
    ])
      write(`others/${name}`, 'x')
    write('others/dark/.DS_Store', 'the system’s own')
    spawnSync('mkfifo', [path('others/dark/pipe.png')])
    symlinkSync(path('nowhere.png'), path('others/light/broken.png'))
    const { report } = await loaded(folder)
    expect(report.slice(1, 3)).toEqual([
      'note: left out, as it lies in no folder of a class: 1 image (stray.png)',
      'note: left out, as they are no images that are read: 2 of .heic (dark/a.heic, dark/b.heic); 2 of .png (dark/pipe.png, light/broken.png); 1 without an ending (light/README); 1 of .txt (light/notes.txt)',
    ])
  })
})

describe('folders of images', () => {
  it('that are links, and images in folders below, are read and told', async () => {
    const real = await folderOf('real', { dark: 6, light: 6 })
    mkdirSync(path('linked'))
    for (const label of classes) symlinkSync(`${real}/${label}`, path(`linked/${label}`))
    expect(await allRows(path('linked'))).toEqual(await allRows(real))
    write('linked/dark/more/deep/9.png', await kinds['png']!('dark', 9))
    // A folder that leads back to one above it holds nothing new.
    symlinkSync(real, path('real/dark/loop'))
    const { report } = await loaded(path('linked'))
    expect(report[0]).toContain('19 images in 2 folders')
    expect(report).toContain(
      'note: 7 images in folders below dark (loop/light, more/deep) are read as of the class dark',
    )
  })

  it('for training, validation and test are taken as the split', async () => {
    await folderOf('split/train', { dark: 6, light: 5 })
    await folderOf('split/val', { dark: 2, light: 3 })
    await folderOf('split/Test', { dark: 4, light: 1 })
    const { splits, report } = await loaded(path('split'))
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([11, 5, 5])
    expect([...splits.test.labels].sort()).toEqual([0, 0, 0, 0, 1])
    expect(report[0]).toContain(
      '21 images in 2 folders, with folders for training, validation, test, read as 8 x 8',
    )
    const read = await readForPrediction(path('split'), (await loaded(path('split'))).preparation)
    expect(read).toMatchObject({ right: { examples: { count: 5 } } })
  })

  it('for training alone, or with a test without classes, are split and told', async () => {
    await folderOf('half/train', { dark: 10, light: 10 })
    write('half/test/1.png', await kinds['png']!('dark', 1))
    const { splits, report } = await loaded(path('half'))
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([12, 4, 4])
    expect(report[1]).toBe(
      'note: left out, as it lies in no folder of a class: 1 image (test/1.png)',
    )
  })

  it('that may be parts or classes are refused', async () => {
    await folderOf('doubtful/train', { dark: 6, light: 6 })
    await folderOf('doubtful', { dark: 6 })
    expect(await messageOf(path('doubtful'))).toContain(
      `Give ${path('doubtful/train')} if its folders are the classes`,
    )
  })

  it('whose test has a class that is never trained on are refused, or it is left out', async () => {
    await folderOf('foreign/train', { dark: 10, light: 10 })
    await folderOf('foreign/test', { dark: 3, light: 3 })
    write('foreign/test/grey/1.png', await kinds['png']!('dark', 1))
    expect(await messageOf(path('foreign'))).toMatch(
      /has the class "grey" never among the rows to train on.+--on-bad drop leaves it out\.$/,
    )
    const { splits } = await loaded(path('foreign'), { onBad: 'drop' })
    expect([splits.train.count + splits.validation.count, splits.test.count]).toEqual([20, 6])
  })
})

describe('images of 16 bits', () => {
  it('keep their values, with fractions, and say so', async () => {
    const value = (i: number, at: number) => 1000 * i + at * 3
    for (const label of classes)
      for (let i = 1; i <= 5; i++)
        write(
          `deep/${label}/${i}.png`,
          await sharp(
            Uint16Array.from({ length: side * side }, (_, at) =>
              value(label === 'dark' ? i : i + 50, at),
            ),
            { raw: { width: side, height: side, channels: 1 } },
          )
            .toColourspace('grey16')
            .png()
            .toBuffer(),
        )
    write('deep/dark/6.png', await image('dark', 6).toColourspace('b-w').png().toBuffer())
    const { report, splits } = await loaded(path('deep'))
    expect(report.slice(0, 2)).toEqual([
      `${path('deep')}: 11 images in 2 folders, read as 8 x 8, grey`,
      'note: 10 images of 16 bits a value keep them: 0 to 65535 is read as 0 to 255, with fractions',
    ])
    expect(splits.train.values).toBeInstanceOf(Float32Array)
    const first = [splits.train, splits.validation, splits.test]
      .flatMap((part) => rowsOf(part))
      .find((row) => Math.abs(row[0]! * 257 - 2000) < 1)!
    for (const [at, seen] of first.entries()) expect(seen * 257).toBeCloseTo(value(2, at), 1)
  })
})

describe('an image that cannot be read', () => {
  const damaged = async (name: string) => {
    const folder = await folderOf(name, { dark: 7, light: 7 })
    const whole = Buffer.from(await kinds['png']!('dark', 1))
    const cut = write(`${name}/dark/2.png`, whole.subarray(0, whole.length - 40))
    const text = write(`${name}/light/3.png`, 'no image')
    const huge = Buffer.from(bmp('light', 1))
    huge.writeInt32LE(2_000_000, 18)
    return { folder, cut, text, bomb: write(`${name}/light/4.bmp`, huge) }
  }

  it('is refused with the setting that leaves it out', async () => {
    const { folder, text } = await damaged('damaged')
    expect(await messageOf(folder)).toBe(
      `${text} is no image that can be read: Input buffer contains unsupported image format. Replace it or take it away. --on-bad drop leaves it out.`,
    )
  })

  it('is left out, counted and named', async () => {
    const { folder, cut, text } = await damaged('dropped')
    const { leftOut, report, splits, preparation } = await loaded(folder, { onBad: 'drop' })
    expect(leftOut).toEqual([
      {
        what: 'images that cannot be read',
        count: 3,
        first: [text, cut, path('dropped/light/4.bmp')],
      },
    ])
    expect(report[1]).toBe(
      `note: left out by --on-bad drop: 3 images that cannot be read (${text}, ${cut}, ${path('dropped/light/4.bmp')})`,
    )
    expect(splits.train.count + splits.validation.count + splits.test.count).toBe(12)
    // New images are read as those to learn from.
    expect(await readForPrediction(folder, preparation)).toMatchObject({ _tag: 'Left' })
    const read = await readForPrediction(folder, preparation, { onBad: 'drop' })
    expect(read).toMatchObject({
      right: { examples: { count: 12 }, notes: [expect.stringContaining('3 images')] },
    })
    if (read._tag === 'Right') expect(read.right.names).not.toContain(cut)
  })

  it('leaves the others as if it had never been', async () => {
    const { folder } = await damaged('apart')
    await folderOf('whole', { dark: 7, light: 7 })
    const without = await loadData(folder, { onBad: 'drop' })
    const rows = without._tag === 'Right' ? without.right.splits : undefined
    const all = new Set((await allRows(path('whole'))).map(({ row }) => row.join()))
    for (const part of [rows!.train, rows!.validation, rows!.test])
      for (const row of rowsOf(part)) expect(all.has(row.join())).toBe(true)
  })

  it('and a folder without one are left out where nothing else is wrong', async () => {
    const folder = await folderOf('empty-class', { dark: 6, light: 6 })
    mkdirSync(path('empty-class/none'))
    expect(await messageOf(folder)).toContain('--on-bad drop leaves it out.')
    expect((await loaded(folder, { onBad: 'drop' })).leftOut).toEqual([
      { what: 'folder without an image', count: 1, first: [path('empty-class/none')] },
    ])
  })
})

describe('folders whose names only look alike', () => {
  const [composed, decomposed] = ['K\u00f6ln', 'Ko\u0308ln']
  const put = async (folder: string, from: number, to: number): Promise<void> => {
    for (let i = from; i <= to; i++) write(`${folder}/${i}.png`, await kinds['png']!('light', i))
  }

  it('are of one class, which is told', async () => {
    await folderOf('alike', { dark: 5 })
    await put(`alike/${composed}`, 1, 3)
    await put(`alike/${decomposed}`, 4, 6)
    const { report, preparation } = await loaded(path('alike'))
    expect(preparation.target).toEqual({ _tag: 'Classes', names: [decomposed, 'dark'] })
    expect(report.join('\n')).toContain(
      `note: two folders look alike, both called "${composed}": their images are of one class`,
    )
  })

  it('are of one class in several parts, and among new images', async () => {
    await folderOf('alike-parts/train', { dark: 5 })
    await put(`alike-parts/train/${composed}`, 1, 5)
    await folderOf('alike-parts/test', { dark: 2 })
    await put(`alike-parts/test/${decomposed}`, 6, 7)
    const { splits, preparation } = await loaded(path('alike-parts'))
    expect(preparation.target).toEqual({ _tag: 'Classes', names: [composed, 'dark'] })
    expect([...splits.test.labels].sort()).toEqual([0, 0, 1, 1])
    await put(`alike-new/${decomposed}`, 1, 2)
    await folderOf('alike-new', { dark: 2 })
    const read = await readForPrediction(path('alike-new'), preparation)
    expect(read).toMatchObject({ right: { labels: [composed, composed, 'dark', 'dark'] } })
  })
})

describe('a folder that is none of images', () => {
  it('is refused as a whole where no folder of it has one', async () => {
    for (const name of ['bin', 'etc', 'lib', 'usr']) write(`system/${name}/a.txt`, 'x')
    expect(await messageOf(path('system'))).toMatch(
      /system holds no image \(PNG.*\) in any of its 4 folders \(bin, etc, lib and 1 more\)\. Give a folder with a folder of images for each class, or a file\.$/,
    )
    expect(await messageOf(path('system'), { onBad: 'drop' })).toContain('in any of its 4 folders')
  })

  it('is not gone through to its end', async () => {
    await folderOf('huge', { dark: 2, light: 2 })
    // The system's own files would do, but not everywhere.
    const many = path('huge/dark/many')
    mkdirSync(many)
    for (let i = 0; i < 150; i++) mkdirSync(`${many}/${i}`)
    for (let i = 0; i < 150; i++) for (let k = 0; k < 150; k++) mkdirSync(`${many}/${i}/${k}`)
    expect(await messageOf(path('huge'))).toContain(
      'holds more than 20000 files and folders that are no images',
    )
  })
})

describe('a folder of images to be predicted', () => {
  const notesOf = async (source: string) => {
    const { preparation } = await loaded(await folderOf('known', { dark: 7, light: 7 }))
    const read = await readForPrediction(source, preparation)
    if (read._tag === 'Left') throw new Error(read.left.message)
    return { names: read.right.names, notes: read.right.notes ?? [], labels: read.right.labels }
  }

  it('is read with the folders below it, and what is left out is told', async () => {
    const png = kinds['png']!
    write('mixed/1.png', await png('dark', 1))
    write('mixed/2.PNG', await png('dark', 2))
    write('mixed/holiday/3.png', await png('light', 3))
    write('mixed/holiday/beach/4.png', await png('light', 4))
    write('mixed/notes.txt', 'of no matter')
    write('mixed/empty/Makefile', 'all:')
    const { names, notes, labels } = await notesOf(path('mixed'))
    expect(names).toEqual(
      ['1.png', '2.PNG', 'holiday/3.png', 'holiday/beach/4.png'].map((name) =>
        path(`mixed/${name}`),
      ),
    )
    expect(labels).toBeUndefined()
    expect(notes).toEqual([
      '2 images in folders below (holiday, holiday/beach) are read too',
      'left out, as they are no images that are read: 1 of .txt (notes.txt); 1 without an ending (empty/Makefile)',
    ])
  })

  it('that has a test part is read of that part, which is told', async () => {
    await folderOf('parted/train', { dark: 3, light: 3 })
    await folderOf('parted/test', { dark: 2, light: 1 })
    const { names, notes } = await notesOf(path('parted'))
    expect(names).toHaveLength(3)
    expect(notes).toEqual(['the images of the test part are read, and not the 6 others'])
  })
})
