import { describe, it } from 'vitest'
import {
  type NasCell,
  nasCellBackward,
  type NasCellState,
  nasCellStep,
} from '../../src/policy/controller/nasCell.ts'
import { expectClose, flat, golden, type Nested } from '../support/golden.ts'

interface Case {
  name: string
  units: number
  batch: number
  time_steps: number
  use_bias: boolean
  weights: { kernel: Nested; recurrent_kernel: Nested; bias?: Nested }
  input: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>
  initial_c: ReadonlyArray<ReadonlyArray<number>>
  initial_m: ReadonlyArray<ReadonlyArray<number>>
  cotangent: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>
  expected: {
    outputs: ReadonlyArray<Nested>
    c_every_step: ReadonlyArray<Nested>
    gradients: Record<
      'kernel' | 'recurrent_kernel' | 'bias' | 'initial_c' | 'initial_m',
      Nested
    > & {
      input: ReadonlyArray<ReadonlyArray<Nested>>
    }
  }
}

const { cases } = golden<{ cases: ReadonlyArray<Case> }>('nascell')

describe('the NASCell', () => {
  it.each(cases)('computes and back-propagates as TensorFlow does: $name', (c) => {
    const cell: NasCell = {
      units: c.units,
      kernel: Float32Array.from(flat(c.weights.kernel)),
      recurrent: Float32Array.from(flat(c.weights.recurrent_kernel)),
      bias: c.use_bias ? Float32Array.from(flat(c.weights.bias!)) : undefined,
    }
    const gradients: NasCell = {
      units: c.units,
      kernel: new Float32Array(cell.kernel.length),
      recurrent: new Float32Array(cell.recurrent.length),
      bias: cell.bias && new Float32Array(cell.bias.length),
    }
    const dInitial = { c: [] as Array<number>, m: [] as Array<number> }
    c.input.forEach((sequence, b) => {
      let state: NasCellState = {
        c: Float64Array.from(c.initial_c[b]!),
        m: Float64Array.from(c.initial_m[b]!),
      }
      const steps = sequence.map((x) => {
        const step = nasCellStep(cell, Float64Array.from(x), state)
        state = step
        return step
      })
      expectClose(
        steps.flatMap((s) => [...s.m]),
        c.expected.outputs[b]!,
        1e-5,
      )
      expectClose(
        steps.flatMap((s) => [...s.c]),
        c.expected.c_every_step[b]!,
        1e-5,
      )
      let after: NasCellState = { c: new Float64Array(c.units), m: new Float64Array(c.units) }
      for (let i = steps.length - 1; i >= 0; i--) {
        const m = after.m.map((d, j) => d + c.cotangent[b]![i]![j]!)
        const { dInput, dBefore } = nasCellBackward(cell, steps[i]!, { c: after.c, m }, gradients)
        expectClose(dInput, c.expected.gradients.input[b]![i]!, 1e-4)
        after = dBefore
      }
      dInitial.c.push(...after.c)
      dInitial.m.push(...after.m)
    })
    expectClose(gradients.kernel, c.expected.gradients.kernel, 1e-4)
    expectClose(gradients.recurrent, c.expected.gradients.recurrent_kernel, 1e-4)
    if (gradients.bias) expectClose(gradients.bias, c.expected.gradients.bias, 1e-4)
    expectClose(dInitial.c, c.expected.gradients.initial_c, 1e-4)
    // The golden README: a relu kink sits on the gradient of a zero initial m without bias.
    if (c.use_bias || flat(c.initial_m).some((x) => x !== 0))
      expectClose(dInitial.m, c.expected.gradients.initial_m, 1e-4)
  })
})
