import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import {
  type DataOptions,
  inspectData,
  loadData,
  readForPrediction,
} from '../../src/node/data/index.ts'
import { runSession } from '../../src/session/index.ts'
import { newFolder, ports, requestOf } from '../session/support.ts'

const out = newFolder()
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('a folder of images that was once read wrongly', () => {
  it.each<[string, DataOptions, string | undefined]>([
    ['img-webp', {}, undefined],
    ['img-nested', {}, 'in folders below'],
    ['img-corrupt', { onBad: 'drop' }, 'left out by --on-bad drop'],
  ])('%s is inspected, searched and predicted', async (name, options, words) => {
    const source = join(import.meta.dirname, name)
    const inspected = await inspectData(source, options)
    if (inspected._tag === 'Left') throw new Error(inspected.left.message)
    if (words !== undefined) expect(inspected.right.join('\n')).toContain(words)
    expect(inspected.right.join('\n')).toContain('predicts')

    const search = runSession(
      ports,
      requestOf(join(out, name), {
        ...{ data: source, target: undefined, ...options },
        ...{ baseline: false, confirm: 0, estimate: false, episodes: 2, reward: 'negativeLoss' },
      }),
    )
    const events = await lastValueFrom(search.pipe(toArray()))
    expect(events.at(-1)).toMatchObject({ _tag: 'Finished' })

    const prepared = await loadData(source, options)
    if (prepared._tag === 'Left') throw new Error(prepared.left.message)
    const { splits, preparation } = prepared.right
    const read = await readForPrediction(source, preparation, options)
    if (read._tag === 'Left') throw new Error(read.left.message)
    expect(read.right.examples.count).toBe(
      splits.train.count + splits.validation.count + splits.test.count,
    )
    expect(read.right.examples.shape).toEqual(splits.task.input)
  })

  it('names the image that cannot be read, and the setting that leaves it out', async () => {
    const said = await loadData(join(import.meta.dirname, 'img-corrupt'))
    expect(said).toMatchObject({
      left: {
        message: expect.stringMatching(/img-corrupt.*\.png .*--on-bad drop leaves/s) as unknown,
      },
    })
  })
})
