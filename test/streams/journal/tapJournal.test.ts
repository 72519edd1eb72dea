import * as E from 'fp-ts/lib/Either.js'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type JournalEvent } from '../../../src/core.ts'
import { tapJournal } from '../../../streams/index.ts'
import { type Child, errorOf, eventsOf, paid, requiredCases } from '../support.ts'

const progress = { _tag: 'Progress', episode: 0, key: '', step: 0, metrics: {} } as const
const end = {
  _tag: 'PolicyUpdated',
  round: 0,
  episodes: 1,
  rewarded: 1,
  state: 'S',
  figures: {},
} as const

describe('tapJournal', () => {
  requiredCases(() => tapJournal<Child>({ append: () => E.right(undefined) }), progress)

  it('writes an event before anyone hears of it: no progress, no state', () => {
    const order: Array<JournalEvent<Child> | string> = []
    of(progress, paid(0, 0.5), end)
      .pipe(tapJournal<Child>({ append: (event) => E.right(order.push(event)) }))
      .subscribe(({ _tag }) => order.push(_tag))
    expect(order).toEqual([
      'Progress',
      paid(0, 0.5),
      'Rewarded',
      { _tag: 'PolicyUpdated', round: 0, episodes: 1, rewarded: 1, figures: {} },
      'PolicyUpdated',
    ])
  })

  it('errors with what the sink says, or throws', () => {
    const full = tapJournal<Child>({ append: () => E.left({ _tag: 'Full' }) })
    expect(errorOf(of(paid(0, 1)).pipe(full))).toEqual({ _tag: 'Full' })
    expect(eventsOf(of(progress).pipe(full))).toEqual([progress])
    const boom = new Error('boom')
    const broken = tapJournal<Child>({
      append: () => {
        throw boom
      },
    })
    expect(errorOf(of(paid(0, 1)).pipe(broken))).toBe(boom)
  })
})
