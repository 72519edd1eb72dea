import * as fc from 'fast-check'
import { afterEach, expect, it, vi } from 'vitest'

const before = fc.readConfigureGlobal()
afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
  fc.configureGlobal(before)
})

/** What a property draws. */
const drawn = (): ReadonlyArray<number> => {
  const values: Array<number> = []
  fc.assert(fc.property(fc.integer(), (value) => void values.push(value)))
  return values
}

it('RXNAS_FUZZ_SEED has every property draw the same again, and nothing has without it', async () => {
  fc.resetConfigureGlobal()
  vi.stubEnv('RXNAS_FUZZ_SEED', undefined)
  await import('../support/repeat-seed.ts')
  expect(drawn()).not.toEqual(drawn())
  vi.resetModules()
  vi.stubEnv('RXNAS_FUZZ_SEED', '7')
  await import('../support/repeat-seed.ts')
  expect(drawn()).toEqual(drawn())
})

it('a property that fails names its seed', () => {
  expect(() => fc.assert(fc.property(fc.integer(), () => false))).toThrow(/seed: -?\d+/)
})
