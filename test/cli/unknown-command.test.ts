import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { captured } from '../support/captured.ts'

describe('a command that is none', () => {
  it.each([
    ['inspect', 'Did you mean rxnas data inspect?'],
    ['repair', 'Did you mean rxnas journal repair?'],
    ['serch', 'Did you mean search?'],
  ])('%s is refused with what it most likely means', async (given, hint) => {
    const { status, stderr } = await captured('.', () => run([given, 'x']))
    expect(status).toBe(2)
    expect(stderr).toContain(hint)
  })

  it.each(['zzzzzzzz', 'constructor', '__proto__'])(
    '%s is refused without a guess',
    async (given) => {
      const { status, stderr } = await captured('.', () => run([given]))
      expect(status).toBe(2)
      expect(stderr).not.toContain('Did you mean rxnas')
    },
  )
})
