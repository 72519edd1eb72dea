import { describe, expect, it } from 'vitest'

const entries = ['rxnas', 'rxnas/streams', 'rxnas/tfjs', 'rxnas/node', 'rxnas/testing'] as const

describe('the public surface', () => {
  it.each(entries)('%s exports what the snapshot says', async (entry) => {
    const module: unknown = await import(entry)
    expect(Object.keys(module as object).sort()).toMatchSnapshot()
  })
})
