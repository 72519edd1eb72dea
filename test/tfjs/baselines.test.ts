import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { nextUniform, randomState, type Task } from '../../src/core.ts'
import { loadData } from '../../src/node/index.ts'
import {
  constantBaseline,
  disposeExamples,
  evaluateModel,
  fitLinear,
  objectiveOf,
  toTensors,
} from '../../src/tfjs/index.ts'
import { minimise } from '../../src/tfjs/baselines/minimise.ts'
import { backends, useBackend } from '../support/backends.ts'
import { weightsOf } from './support.ts'

const uniforms = (count: number, seed: number): ReadonlyArray<number> => {
  let state = randomState(seed)
  return Array.from({ length: count }, () => {
    const [u, next] = nextUniform(state)
    state = next
    return 2 * u - 1
  })
}

const numberOf = (features: number): Task => ({ input: [features], target: { _tag: 'Number' } })
const classesOf = (features: number, count: number): Task => ({
  input: [features],
  target: { _tag: 'Classes', count },
})

interface Rows {
  readonly task: Task
  readonly rows: ReadonlyArray<ReadonlyArray<number>>
  readonly labels: ReadonlyArray<number>
}

const tensorsOf = ({ task, rows, labels }: Rows) =>
  toTensors({
    count: rows.length,
    shape: task.input,
    values: Float32Array.from(rows.flat()),
    scale: 1,
    labels: task.target._tag === 'Number' ? Float32Array.from(labels) : Int32Array.from(labels),
  })

/** The fitted model's weights and metrics on the rows it was fitted to. */
const fitted = async (data: Rows) => {
  const train = tensorsOf(data)
  const model = await fitLinear({ task: data.task, train })
  const metrics = await evaluateModel(model, train, objectiveOf(data.task, model))
  const weights = weightsOf(model)
  model.dispose()
  disposeExamples(train)
  return { metrics, weights }
}

/** Solves a x = b by elimination, in double precision: what the fit is checked against. */
const solve = (
  a: ReadonlyArray<ReadonlyArray<number>>,
  b: ReadonlyArray<number>,
): Array<number> => {
  const rows = a.map((row, i) => [...row, b[i]!])
  for (let i = 0; i < rows.length; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row) => (Math.abs(row[i]!) > Math.abs(best[i]!) ? row : best))
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(i, 0, pivot)
    rows.forEach((row, j) => {
      if (j === i) return
      const factor = row[i]! / pivot[i]!
      row.forEach((x, k) => (row[k] = x - factor * pivot[k]!))
    })
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!)
}

/** Ridge regression of standardised features by its normal equations: weights of the features as they are, and the bias. */
const ridge = ({ rows, labels }: Rows): ReadonlyArray<number> => {
  const n = rows.length
  const mean = (xs: ReadonlyArray<number>) => xs.reduce((x, y) => x + y, 0) / xs.length
  const columns = rows[0]!.map((_, i) => rows.map((row) => row[i]!))
  const means = columns.map(mean)
  const deviations = columns.map((column, i) =>
    Math.sqrt(mean(column.map((x) => (x - means[i]!) ** 2))),
  )
  const z = columns.map((column, i) => column.map((x) => (x - means[i]!) / deviations[i]!))
  const gram = z.map((a, i) =>
    z.map((b, j) => mean(a.map((x, k) => x * b[k]!)) + (i === j ? 1 / n : 0)),
  )
  const solved = solve(
    gram,
    z.map((a) => mean(a.map((x, k) => x * (labels[k]! - mean(labels))))),
  )
  const weights = solved.map((w, i) => w / deviations[i]!)
  return [...weights, mean(labels) - mean(weights.map((w, i) => w * means[i]! * weights.length))]
}

const regression = (count: number, seed: number): Rows => {
  const x = uniforms(3 * count, seed)
  const noise = uniforms(count, seed + 1)
  // A feature far from 0, and one that is nearly a copy of another.
  const rows = Array.from({ length: count }, (_, i) => [
    x[i]!,
    2000 + 10 * x[count + i]!,
    3 * x[i]! + 0.1 * x[2 * count + i]!,
  ])
  return {
    task: numberOf(3),
    rows,
    labels: rows.map(([a, b, c], i) => 2 * a! - 0.3 * b! + 0.5 * c! + 600 + 0.1 * noise[i]!),
  }
}

describe.each(backends)('a linear model, on %s', (backend) => {
  beforeAll(() => useBackend(backend))

  it('of numbers is ridge regression as its normal equations have it', async () => {
    const data = regression(80, 3)
    const wanted = ridge(data)
    const { weights } = await fitted(data)
    weights.flat().forEach((w, i) => expect(w / wanted[i]!).toBeCloseTo(1, 1))
    const said = (of: ReadonlyArray<number>, row: ReadonlyArray<number>) =>
      row.reduce((sum, x, i) => sum + x * of[i]!, of.at(-1)!)
    for (const row of data.rows)
      expect(Math.abs(said(weights.flat(), row) - said(wanted, row))).toBeLessThan(0.02)
  })

  it('of an exactly linear problem explains all of it, whatever the features are', async () => {
    const x = uniforms(400, 5)
    const rows = Array.from({ length: 100 }, (_, i) => [x[i]!, 7, 1e4 + x[100 + i]!, -x[i]!])
    const labels = rows.map(([a, , c]) => a! - 2 * (c! - 1e4))
    const { metrics } = await fitted({ task: numberOf(4), rows, labels })
    expect(metrics['r2']).toBeGreaterThan(0.999)
  })

  it('of classes is where the gradient of the penalised likelihood is zero', async () => {
    const x = uniforms(120, 7)
    const rows = Array.from({ length: 60 }, (_, i) => [x[i]!, x[60 + i]!])
    const noise = uniforms(60, 8)
    const labels = rows.map(([a, b], i) => (a! + b! + noise[i]! > 0.3 ? 2 : a! > 0 ? 1 : 0))
    const { weights, metrics } = await fitted({ task: classesOf(2, 3), rows, labels })
    expect(metrics['accuracy']).toBeGreaterThan(0.6)
    const [w, bias] = weights as [ReadonlyArray<number>, ReadonlyArray<number>]
    const gradient = [0, 0, 0]
    rows.forEach(([a, b], i) => {
      const scores = bias.map((shift, k) => Math.exp(shift + a! * w[k]! + b! * w[3 + k]!))
      const total = scores.reduce((p, q) => p + q, 0)
      scores.forEach((score, k) => {
        gradient[k] = gradient[k]! + (score / total - (labels[i] === k ? 1 : 0)) / rows.length
      })
    })
    for (const part of gradient) expect(Math.abs(part)).toBeLessThan(2e-3)
  })

  it('of separable classes ends, finds them, and is the same again', async () => {
    const rows = uniforms(40, 9).map((x) => [x + 0.3 * Math.sign(x)])
    const labels = rows.map(([x]) => (x! > 0 ? 1 : 0))
    const data = { task: classesOf(1, 2), rows, labels }
    const { numTensors } = tf.memory()
    const { metrics, weights } = await fitted(data)
    expect(metrics['accuracy']).toBe(1)
    expect(weights.flat().every(Number.isFinite)).toBe(true)
    expect(await fitted(data)).toEqual({ metrics, weights })
    expect(tf.memory().numTensors).toBe(numTensors)
  })

  it('stops where it is told to, with what it has', async () => {
    const data = regression(30, 1)
    const train = tensorsOf(data)
    const { numTensors } = tf.memory()
    const model = await fitLinear({ task: data.task, train }, AbortSignal.abort())
    expect(weightsOf(model).flat()).toEqual([0, 0, 0, 0])
    model.dispose()
    expect(tf.memory().numTensors).toBe(numTensors)
    disposeExamples(train)
  })
})

describe('the baselines of data that people have', () => {
  beforeAll(() => useBackend('cpu'))

  /** Revenues of thousands of millions, of which a line of the spending explains all but a little. */
  it.each([
    ['huge-target', 'revenue', 'r2', 0.99],
    ['label-True-False', 'ok', 'accuracy', 0.9],
  ])('are what a linear model can do: %s', async (name, target, metric, least) => {
    const file = `${import.meta.dirname}/../cases/${name}.csv`
    const read = await loadData(file, { target })
    if (E.isLeft(read)) throw new Error(read.left.message)
    const { task, train, test, labelScale = 1 } = read.right.splits
    const model = await fitLinear({ task, train: toTensors(train) })
    const measured = await evaluateModel(
      model,
      toTensors(test),
      objectiveOf(task, model, labelScale),
    )
    expect(measured[metric]).toBeGreaterThan(least)
    const constant = constantBaseline(task, train.labels, test.labels, labelScale)
    expect(constant[metric]).toBeLessThan(Number(measured[metric]))
  })
})

describe('minimise', () => {
  it('finds where a convex quadratic is least, however it is stretched', async () => {
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true })
    const stretch = fc.double({ min: 0.01, max: 100, noNaN: true })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(coordinate, stretch), { minLength: 1, maxLength: 8 }),
        async (axes) => {
          const found = await minimise(
            (point) => ({
              value: axes.reduce((sum, [at, by], i) => sum + by * (point[i]! - at) ** 2, 1),
              gradient: Float64Array.from(axes, ([at, by], i) => 2 * by * (point[i]! - at)),
            }),
            new Float64Array(axes.length),
            { maxIterations: 500, gradientTolerance: 1e-7, valueTolerance: 0 },
          )
          axes.forEach(([at], i) => expect(found[i]).toBeCloseTo(at, 4))
        },
      ),
      { numRuns: 50 },
    )
  })

  it('ends where rounding hides what is left, and where it may take no more steps', async () => {
    let calls = 0
    const rough = (point: Float64Array) => {
      calls += 1
      const x = point[0]!
      return { value: Math.fround(1e6 + x * x), gradient: Float64Array.of(2 * x) }
    }
    const how = { maxIterations: 1000, gradientTolerance: 0, valueTolerance: 0 }
    const [x] = await minimise(rough, Float64Array.of(9), how)
    expect(Math.abs(x!)).toBeLessThan(1)
    expect(calls).toBeLessThan(200)
    const start = Float64Array.of(9)
    expect(await minimise(rough, start, { ...how, maxIterations: 0 })).toEqual(start)
  })
})
