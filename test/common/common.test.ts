import { describe, expect, it } from 'vitest'
import { counted, isRecord, mean, messageOf } from '../../src/common/index.ts'

describe('messageOf', () => {
  it('is the message of errors and of tagged values, and the text of anything else', () => {
    expect(messageOf(new Error('no room'))).toBe('no room')
    expect(messageOf({ _tag: 'DataError', message: 'no rows' })).toBe('no rows')
    expect(messageOf('plain')).toBe('plain')
    expect(messageOf({ message: 3 })).toBe('[object Object]')
    expect(messageOf(null)).toBe('null')
  })
})

describe('isRecord', () => {
  it('takes objects, and neither null nor arrays', () => {
    expect([{}, Object.create(null), new Map()].every(isRecord)).toBe(true)
    expect([null, [], 'a', 1, undefined].some(isRecord)).toBe(false)
  })
})

describe('mean and counted', () => {
  it('averages, and names a number with its noun', () => {
    expect(mean([1, 2, 6])).toBe(3)
    expect(mean([])).toBeNaN()
    expect([
      counted(1, 'class', 'classes'),
      counted(2, 'class', 'classes'),
      counted(0, 'row'),
    ]).toEqual(['1 class', '2 classes', '0 rows'])
  })
})
