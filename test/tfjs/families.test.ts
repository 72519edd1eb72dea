import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  cardinality,
  decisionSlots,
  describeSpace,
  randomState,
  sample,
  type Task,
} from '../../src/core.ts'
import {
  type FamilyName,
  familyByName,
  familyNames,
  type FamilySettings,
  modelCost,
} from '../../src/tfjs/index.ts'
import { childrenOf } from './support.ts'

const photos: Task = { input: [12, 12, 3], target: { _tag: 'Classes', count: 4 } }
const table: Task = { input: [9], target: { _tag: 'Number' } }

const pathsOf = (name: FamilyName, settings: FamilySettings): ReadonlyArray<string> =>
  decisionSlots(childrenOf(familyByName(name, settings), photos).space).map(({ path }) => path)

const tunes = (name: FamilyName, settings: FamilySettings): boolean =>
  pathsOf(name, settings).some((path) => path.startsWith('training.'))

describe('families by name', () => {
  it.each(familyNames)('%s has its name and a space whose children it builds', (name) => {
    const family = familyByName(name)
    expect(family.name).toBe(name)
    const { space, build, training, cost } = childrenOf(family, photos)
    const [drawn] = sample(space)(randomState(1))
    if (E.isLeft(drawn)) throw new Error(drawn.left.message)
    const child = build(drawn.right, 1)
    expect(child.outputs[0]!.shape).toEqual([null, 4])
    // What a search packs a round by is about what the trainer will measure.
    if (cost !== undefined) {
      expect(cost(drawn.right) / modelCost(child).flops).toBeGreaterThan(0.7)
      expect(cost(drawn.right) / modelCost(child).flops).toBeLessThanOrEqual(1)
    }
    child.dispose()
    expect(training(drawn.right)).toMatchObject({ optimizer: expect.any(String) as unknown })
  })

  it.each<[FamilyName, string]>([
    ['article-cnn1d', 'layers.#'],
    ['article', 'layers.3.'],
    ['cnn2d', 'stages.3.'],
    ['mlp', 'layers.3.'],
  ])('%s has as many layers as told', (name, path) => {
    const has = (layers: number) =>
      pathsOf(name, { layers }).some((p) => p.startsWith(path.replace('#', '3.')))
    expect(has(4)).toBe(true)
    expect(has(3)).toBe(false)
  })

  it('cell-dag has as many cells as told', () => {
    const cells = (layers: number) =>
      decisionSlots(childrenOf(familyByName('cell-dag', { layers }), photos).space).find(
        ({ path }) => path === 'cells',
      )?.of
    expect([cells(3), cells(5)]).toEqual([3, 5])
  })

  it('decide the training where they are told to; by default all but the article’s', () => {
    const tunable = (settings: FamilySettings) =>
      familyNames.filter((name) => tunes(name, settings))
    expect(tunable({ tune: true })).toEqual(['article-cnn1d', 'cnn2d', 'cell-dag', 'mlp'])
    expect(tunable({})).toEqual(['cnn2d', 'cell-dag', 'mlp'])
    expect(tunable({ tune: false })).toEqual([])
  })

  it.each(['article-cnn1d', 'article'] as const)('%s pools as told, and says so', (name) => {
    const shape = (poolStride: 'one' | 'size') => {
      const family = familyByName(name, { poolStride })
      expect(family.options).toEqual({ poolStride })
      const layer = { kernel: 3, filters: 2, pool: 4, dropout: 0, keep: 1 }
      const child = childrenOf(family, photos).build({ layers: [layer] }, 1)
      const count = child.countParams()
      child.dispose()
      return count
    }
    expect(shape('one') - shape('size')).toBe((144 - 36) * 2 * 4)
  })

  it.each(familyNames)('%s is told apart by the description of its space', (name) => {
    const described = (settings: FamilySettings) =>
      canonicalJson(describeSpace(childrenOf(familyByName(name, settings), photos).space))
    expect(described({})).toBe(described({}))
    expect(described({ layers: 1 })).not.toBe(described({ layers: 3 }))
  })

  it('read tables where they can, and say why not where they cannot', () => {
    const fit = (task: Task) =>
      familyNames.filter((name) => E.isRight(familyByName(name).forTask(task)))
    expect(fit(table)).toEqual(['article-cnn1d', 'mlp', 'article'])
    expect(familyByName('cnn2d').forTask(table)).toMatchObject(
      E.left({
        _tag: 'UnfitTask',
        family: 'cnn2d',
        message: expect.stringMatching(/images.*shape 9.*mlp reads anything/) as unknown,
      }),
    )
    expect(
      familyByName('article-cnn1d', { layers: 16 }).forTask({ ...table, input: [2] }),
    ).toMatchObject(
      E.left({
        _tag: 'UnfitTask',
        message: expect.stringMatching(
          /article-cnn1d.*kernel.*wider than the 2 steps.*mlp/,
        ) as unknown,
      }),
    )
    expect(E.isRight(familyByName('article-cnn1d', { layers: 16 }).forTask(table))).toBe(true)
  })

  it('mlp decides nothing but its layers where its training is fixed', () => {
    const { space, training } = childrenOf(familyByName('mlp', { layers: 0, tune: false }), table)
    expect(cardinality(space)).toBe(1n)
    const [linear] = sample(space)(randomState(1))
    if (E.isLeft(linear)) throw new Error(linear.left.message)
    expect(training(linear.right)).toEqual({
      optimizer: 'adam',
      learningRate: 0.001,
      batchSize: 100,
    })
  })
})
