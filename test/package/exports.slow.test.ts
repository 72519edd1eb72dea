import { describe, expect, it } from 'vitest'

const entries = [
  ...['rxnas', 'rxnas/space', 'rxnas/episode', 'rxnas/reward', 'rxnas/policy', 'rxnas/analysis'],
  ...['rxnas/streams', 'rxnas/tfjs', 'rxnas/session', 'rxnas/node', 'rxnas/testing'],
]

describe('the public surface', () => {
  it.each(entries)('%s exports what the snapshot says', async (entry) => {
    const module: unknown = await import(entry)
    expect(Object.keys(module as object).sort()).toMatchSnapshot()
  })
})
