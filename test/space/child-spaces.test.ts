import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CellDag,
  cellDag,
  cellOperations,
  cardinality,
  choice,
  cnn1dTask,
  cnn2d,
  constant,
  decisionSlots,
  decodeArchitecture,
  mlp,
  nodesOf,
  optimizerNames,
  outputsOf,
  reachedNodes,
  Task,
  trainingChoices,
} from '../../src/core.ts'
import { architecture, candidate } from '../../src/testing/index.ts'

const one = { filters: choice(8), cells: choice(1) }
const paths = [['0-3'], ['0-1', '1-3'], ['0-2', '2-3'], ['0-1', '1-2', '2-3']]

describe('cellDag', () => {
  it('decides the six edges of NAS-Bench-201, of five operations each', () => {
    const edges = decisionSlots(cellDag(one)).filter(({ path }) => path.startsWith('cell.'))
    expect(edges.map(({ path, of }) => [path, of])).toEqual(
      ['0-1', '0-2', '1-2', '0-3', '1-3', '2-3'].map((edge) => [`cell.${edge}`, 5]),
    )
    // The size of NAS-Bench-201.
    expect(cardinality(cellDag(one))).toBe(15_625n)
  })

  it('rejects just the cells whose output no path reaches', () => {
    const decode = decodeArchitecture(cellDag(one))
    fc.assert(
      fc.property(candidate(cellDag(one)), (proposed) => {
        // Candidates of the space have its shape.
        const { cell } = proposed as unknown as CellDag
        const reached = paths.some((path) => path.every((edge) => cell[edge] !== 'none'))
        const decoded = decode(proposed)
        expect(E.isRight(decoded)).toBe(reached)
        if (E.isLeft(decoded)) expect(decoded.left.message).toContain('no path of operations')
      }),
      { numRuns: 300 },
    )
  })

  it('knows the nodes that the input reaches', () => {
    const nones = Object.fromEntries(
      ['0-1', '0-2', '1-2', '0-3', '1-3', '2-3'].map((edge) => [edge, 'none' as const]),
    )
    const child = (edges: CellDag['cell']): CellDag => ({
      cell: { ...nones, ...edges },
      filters: 8,
      cells: 1,
    })
    expect(nodesOf(child({}))).toBe(4)
    expect(reachedNodes(child({}))).toEqual([0])
    expect(reachedNodes(child({ '0-2': 'skip', '1-3': 'conv1x1' }))).toEqual([0, 2])
    expect(reachedNodes(child({ '0-1': 'skip', '1-3': 'conv1x1' }))).toEqual([0, 1, 3])
  })

  it.each([1, 13, 2.5])('refuses cells of %d nodes', (nodes) => {
    expect(() => cellDag({ nodes })).toThrow(/from 2 to 12/)
  })

  it('may have other nodes and operations', () => {
    const space = cellDag({ ...one, nodes: 3, operations: choice('skip', 'conv3x3') })
    expect(cardinality(space)).toBe(8n)
    expect(cellOperations).toContain('conv3x3')
  })
})

describe('the training as decisions', () => {
  const slots = (space: Parameters<typeof decisionSlots>[0]) =>
    decisionSlots(space)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('training.'))
  const all = ['training.optimizer', 'training.learningRate', 'training.batchSize']

  it('is in every mlp, in a cnn2d where it is told to, and nowhere where it is fixed', () => {
    expect(slots(mlp())).toEqual(all)
    expect(slots(cnn2d())).toEqual([])
    expect(slots(cnn2d({ training: trainingChoices() }))).toEqual(all)
    const fixed = { optimizer: 'sgd', learningRate: 0.1, batchSize: 4 } as const
    expect(slots(mlp({ training: constant(fixed) }))).toEqual([])
  })

  it('is of known optimizers and numbers that train', () => {
    fc.assert(
      fc.property(architecture(trainingChoices()), ({ optimizer, learningRate, batchSize }) => {
        expect(optimizerNames).toContain(optimizer)
        expect(learningRate).toBeGreaterThan(0)
        expect(Number.isSafeInteger(batchSize)).toBe(true)
      }),
    )
  })
})

describe('a task', () => {
  it('is its own JSON', () => {
    for (const target of [{ _tag: 'Number' }, { _tag: 'Classes', count: 3 }] as const) {
      const task: Task = { input: [4, 5, 3], target }
      expect(Task.decode(JSON.parse(JSON.stringify(Task.encode(task))))).toEqual(E.right(task))
    }
    expect(E.isLeft(Task.decode({ input: [4], target: { _tag: 'Classes' } }))).toBe(true)
  })

  it('has an output a class, or one', () => {
    expect(outputsOf({ input: [4], target: { _tag: 'Classes', count: 3 } })).toBe(3)
    expect(outputsOf({ input: [4], target: { _tag: 'Number' } })).toBe(1)
  })

  it('is read in a row by 1-D children, the last size its channels', () => {
    const target = { _tag: 'Classes', count: 3 } as const
    const read = (...input: ReadonlyArray<number>) => cnn1dTask({ input, target }, 'size')
    expect(read(4, 5, 3)).toEqual({ length: 20, channels: 3, classes: 3, poolStride: 'size' })
    expect(read(9)).toEqual({ length: 9, channels: 1, classes: 3, poolStride: 'size' })
    expect(read(7, 2)).toEqual({ length: 7, channels: 2, classes: 3, poolStride: 'size' })
  })
})
