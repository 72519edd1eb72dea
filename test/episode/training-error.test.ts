import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  badMetrics,
  crashed,
  diverged,
  failTraining,
  outOfMemory,
  timedOut,
  toTrainingError,
  trainerFailed,
  TrainingError,
} from '../../src/core.ts'
import { trainingError } from '../../src/testing/index.ts'

describe('why a child could not be trained', () => {
  it('is told in a sentence', () => {
    expect([
      diverged(7, 'the loss is NaN'),
      crashed('SIGKILL'),
      timedOut(60),
      outOfMemory(900, 800),
      badMetrics('none'),
      trainerFailed('no file'),
    ]).toEqual([
      { _tag: 'Diverged', step: 7, message: 'The training diverged: the loss is NaN at step 7.' },
      { _tag: 'Crashed', message: 'The process that trained the child died (SIGKILL).' },
      { _tag: 'TimedOut', seconds: 60, message: 'The training took longer than its limit of 60 s.' },
      { _tag: 'OutOfMemory', megabytes: 900, message: 'The training took 900 MB of memory, over its limit of 800 MB.' },
      { _tag: 'BadMetrics', message: 'none' },
      { _tag: 'TrainerFailed', message: 'no file' },
    ]) // prettier-ignore
  })

  it('comes back from a journal as it was, and not where a part is missing', () => {
    fc.assert(
      fc.property(trainingError, (error) => {
        const stored: unknown = JSON.parse(JSON.stringify(TrainingError.encode(error)))
        expect(TrainingError.decode(stored)).toEqual(E.right(error))
        for (const key of Object.keys(error))
          expect(TrainingError.is({ ...error, [key]: undefined })).toBe(false)
        expect(TrainingError.is({ ...error, _tag: 'Tired' })).toBe(false)
      }),
    )
  })

  it('is what a trainer threw, if that says so', () => {
    const reason = timedOut(5)
    expect(toTrainingError(reason)).toBe(reason)
    expect(toTrainingError(new Error('no file'))).toEqual(trainerFailed('no file'))
    expect(toTrainingError('no file')).toEqual(trainerFailed('no file'))
    expect(toTrainingError(undefined)).toEqual(trainerFailed('undefined'))
  })

  it('is thrown as the value it is', () => {
    const reason = crashed('exit code 7')
    let thrown: unknown
    try {
      failTraining(reason)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBe(reason)
  })
})
