import { type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Measurement, type TrainingProgress } from '../../../src/core.ts'
import { type Trainer, withTimeout } from '../../../streams/index.ts'
import { type Child, job, marbles, requiredTrainerCases } from '../support.ts'

type Said = TrainingProgress | Measurement
const run = (seconds: number, trainer: Trainer<Child>): Observable<Said> =>
  withTimeout(seconds)(trainer)(job()) as Observable<Said>

describe('withTimeout', () => {
  requiredTrainerCases(() => withTimeout(60))

  it('fails in time, whatever progress there is, and ends the training', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const p: Said = { _tag: 'Progress', step: 1, metrics: {} }
      const inner = cold<Said>('-p-p-p-p-', { p })
      expectObservable(run(0.004, () => inner)).toBe(
        '-p-p#',
        { p },
        {
          _tag: 'TimedOut',
          seconds: 0.004,
          message: 'The training took longer than its limit of 0.004 s.',
        },
      )
      expectSubscriptions(inner.subscriptions).toBe('^---!')
    }))

  it.each([0, -1, NaN, Infinity, 1e7])('refuses a limit of %s s', (seconds) => {
    expect(() => withTimeout(seconds)).toThrow(RangeError)
  })
})
