import { describe, expect, it } from 'vitest'
import { checkCellCount, checkRowCount, checkUnpackedSize } from '../../src/data/memoryLimits.ts'

const said = (checked: ReturnType<typeof checkRowCount>): string =>
  checked._tag === 'Left' ? checked.left.message : 'read'

describe('what is held in memory', () => {
  it('is bounded by rows, cells and bytes, and tells what is too large', () => {
    expect(said(checkRowCount(20e6))).toBe('read')
    expect(said(checkRowCount(40e6))).toBe(
      'has 40 million rows, and up to 20 million are held in memory. Give a part of them.',
    )
    expect(said(checkCellCount(100e6))).toBe('read')
    expect(said(checkCellCount(101e6))).toMatch(
      /^has about 101 million cells, and up to 100 million/,
    )
    expect(said(checkUnpackedSize(2e9))).toBe('read')
    expect(said(checkUnpackedSize(3e9))).toBe(
      'holds 3 GB once it is unpacked, and up to 2 GB are held in memory. Give a part of its rows or columns.',
    )
  })

  it('is no number that a file makes up', () => {
    expect(said(checkRowCount(NaN))).not.toBe('read')
    expect(said(checkUnpackedSize(Infinity))).not.toBe('read')
  })
})
