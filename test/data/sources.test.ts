import { describe, expect, it } from 'vitest'
import {
  dataSetNames,
  describeSources,
  describeSourcesBriefly,
  fileReaders,
  folderFormOf,
  parseWhole,
  readerOf,
  unknownFile,
} from '../../src/data/index.ts'

const readers = fileReaders(parseWhole)
const extensions = readers.flatMap((reader) => reader.extensions)

describe('the readers of files', () => {
  it('each read something, by endings that no other reads', () => {
    expect(new Set(extensions).size).toBe(extensions.length)
    for (const reader of readers) {
      expect(reader.readTable ?? reader.readArrays).toBeTypeOf('function')
      for (const extension of reader.extensions) {
        expect(extension).toMatch(/^\.[a-z]+$/)
        expect(readerOf(readers, `folder/some.${extension.slice(1).toUpperCase()}`)).toBe(reader)
      }
    }
    expect(readerOf(readers, 'folder.csv/some')).toBeUndefined()
  })

  it('are what help and errors list', () => {
    for (const extension of extensions) {
      expect(describeSources()).toMatch(new RegExp(`\\${extension}[ )]`))
      expect(unknownFile('some.md').message).toMatch(new RegExp(`\\${extension}(,| or| are)`))
    }
    for (const name of dataSetNames) {
      expect(describeSources()).toContain(name)
      expect(describeSourcesBriefly()).toContain(name)
    }
    expect(describeSources()).toBe(
      'mnist, fashion-mnist, a table (.csv .tsv .txt .jsonl .ndjson .json .parquet .npy), arrays (.npz), a folder of IDX files or a folder with a folder of images a class',
    )
  })
})

describe('the form of a folder', () => {
  it.each([
    [['train-images-idx3-ubyte.gz', 'notes.txt'], ['more'], 'idx'],
    [['t10k-labels.idx1-ubyte'], [], 'idx'],
    [['notes.txt'], ['cats', 'dogs'], 'images'],
  ])('with %j and folders %j is %s', (files, folders, form) => {
    expect(folderFormOf({ files, folders, others: [] })).toEqual({ _tag: 'Right', right: form })
  })

  it('is none of a folder of other files', () => {
    expect(folderFormOf({ files: ['a.csv', 'idx3-ubyte'], folders: [], others: [] })).toMatchObject(
      {
        left: {
          _tag: 'DataProblem',
          message: expect.stringMatching(/^is a folder with neither IDX/) as string,
        },
      },
    )
  })
})
