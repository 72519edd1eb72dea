import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  choice,
  episodeOf,
  fail,
  measure,
  propose,
  recall,
  reward,
  struct,
  traceOf,
  trainerFailed,
  validate,
} from '../../src/core.ts'
import {
  nearMiss,
  outcome,
  proposal,
  trainingError,
  usualMetrics,
  validated,
} from '../../src/testing/index.ts'
import { finite } from '../reward/support.ts'

const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16) })

describe('an episode', () => {
  it('begins as a proposal', () => {
    fc.assert(
      fc.property(fc.nat(), proposal(space), (episode, { candidate, trace }) => {
        expect(propose(episode)({ candidate, trace })).toEqual({
          _tag: 'Proposed',
          episode,
          candidate,
          trace,
        })
      }),
    )
  })

  it('goes on with an architecture and its key', () => {
    const candidate = { width: 8, op: 'pool' }
    const trace = [{ path: 'op', option: 1, of: 2, logProbability: finite(-1) }]
    expect(validate(space)(propose(7)({ candidate, trace }))).toEqual(
      E.right({
        _tag: 'Validated',
        episode: 7,
        trace,
        architecture: { op: 'pool', width: 8 },
        key: architectureKey(space)({ op: 'pool', width: 8 }),
      }),
    )
  })

  it('is rejected with its proposal where there is none', () => {
    fc.assert(
      fc.property(nearMiss(space), fc.nat(), (candidate, episode) => {
        const proposed = propose(episode)({ candidate, trace: [] })
        expect(validate(space)(proposed)).toMatchObject({
          _tag: 'Left',
          left: { _tag: 'Rejected', proposed, reason: { _tag: 'InvalidArchitecture' } },
        })
      }),
    )
  })

  it('fails with a reason', () => {
    fc.assert(
      fc.property(validated(space), trainingError, (child, reason) => {
        expect(fail(reason)(child)).toEqual({ _tag: 'Failed', validated: child, reason })
      }),
    )
  })

  it('is measured by finite numbers, or has been before', () => {
    fc.assert(
      fc.property(validated(space), usualMetrics(), (child, metrics) => {
        const trained = { _tag: 'Trained', validated: child, metrics }
        expect(measure(metrics)(child)).toEqual(E.right({ ...trained, cached: false }))
        expect(recall(metrics)(child)).toEqual({ ...trained, cached: true })
      }),
    )
  })

  it.each([
    [{ accuracy: 0.5, loss: NaN }, ', at loss,', ': NaN is not a finite number.'],
    [{ loss: -Infinity }, ', at loss,', ': -Infinity is not a finite number.'],
    [{ loss: '1' }, ', at loss,', ': string is not a finite number.'],
    [{ loss: null }, ', at loss,', ': object is not a finite number.'],
    [null, '', '.'],
    [[1], '', '.'],
    [7, '', '.'],
  ])('fails where it is measured by something else: %j', (metrics, place, reason) => {
    const [child] = fc.sample(validated(space), 1)
    expect(measure(metrics)(child!)).toEqual(
      E.left({
        _tag: 'Failed',
        validated: child,
        reason: {
          _tag: 'BadMetrics',
          message: `The trainer's metrics${place} are not a record of finite numbers${reason}`,
        },
      }),
    )
  })

  it('leaves out what was not measured', () => {
    const [child] = fc.sample(validated(space), 1)
    const trained = measure({ accuracy: 0.5, loss: undefined })(child!)
    expect(E.isRight(trained) && Object.keys(trained.right.metrics)).toEqual(['accuracy'])
  })

  it('ends with a reward', () => {
    fc.assert(
      fc.property(outcome(space), (one) => {
        expect(reward(finite(0.5))(one)).toEqual({ _tag: 'Rewarded', outcome: one, reward: 0.5 })
      }),
    )
  })

  it('keeps its number and its decisions, however it comes out', () => {
    fc.assert(
      fc.property(outcome(space), (one) => {
        const begun = one._tag === 'Rejected' ? one.proposed : one.validated
        expect(episodeOf(one)).toBe(begun.episode)
        expect(traceOf(one)).toBe(begun.trace)
      }),
    )
    expect(episodeOf(fail(trainerFailed(''))(fc.sample(validated(space), 1)[0]!))).toBeLessThan(100)
  })
})
