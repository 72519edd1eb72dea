import { CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchCommand, type SearchFlags } from '../../src/cli/search/searchCommand.ts'
import { givenFlags, typed } from '../../src/cli/settings/flags.ts'
import {
  declarationOf,
  defaultText,
  givenAgain,
  planSearch,
  readSettings,
  SavedSettings,
  savedOf,
  type SearchPlan,
  type SettingName,
  settingNames,
  givenBy,
} from '../../src/session/index.ts'
import { fuzzSeed } from '../support/fuzz-seed.ts'

const machine = { processors: 2, now: new Date(0) }

/** What nobody means, and what attackers give. */
const hostile = [
  ...['', ' ', '\t', '0', '-0', '-1', '+1', '1.5', '1e9', '1e999', '-1e-9', '0x10', '1_000', '٣'],
  ...['NaN', 'Infinity', '-Infinity', 'null', 'undefined', 'true', 'false', '[]', '{}', '[object Object]'],
  ...['9007199254740993', '99999999999999999999999', '0.1', '0.5', '0.51', '1'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__=number', 'constructor=class'],
  ...['a=number', 'a=number,a=class', '=', ',', ',,', 'a=', '=number', 'a==number', '"a=b"=number'],
  ...['../../etc/passwd', '/dev/zero', '/proc/self/environ', 'C:\\x', 'a\0b', 'file:///x', 'http://x'],
  ...['\u001b[2J', 'a\nb', 'a\r\nb', '\u202eevil', '\ud800', '💥', 'é', '\ufeff', '-', '--', '-x', '--json'],
  ...['1 epoch', '0 steps', '1e3 steps', '2 epochs, 3 steps', '1 step,1 step', '999999999999999999999 images', '1.5 steps', '0.0000001 epochs'],
  ...['accuracy', 'acuracy', 'accuracy - flops', 'accuracy ^ 1e308', '((((', 'metric(__proto__)', 'clip(accuracy, 1, 0)', '1/0', 'accuracy, -flops', 'accuracy, accuracy', '-, -'],
  ...['mlp', 'MLP', 'seed-reinforce', 'article-reinforce', 'nsga2', 'random', 'event', 'median', 'size', 'drop'],
] // prettier-ignore

const anyValue = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostile) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 2, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
  // As long as an argument may be.
  { weight: 1, arbitrary: fc.constantFrom('9', 'x', '(', 'é', 'a=number,').map((part) => part.repeat(30_000)) }, // prettier-ignore
)

interface Typed {
  readonly key: SettingName
  readonly args: ReadonlyArray<string>
}

const oneOption: fc.Arbitrary<Typed> = fc
  .record({ key: fc.constantFrom(...settingNames), value: anyValue, how: fc.nat(2) })
  .map(({ key, value, how }) => {
    const flag = typed(key)
    if (declarationOf(key).argument === '')
      return { key, args: [how === 0 ? flag.replace('--', '--no-') : flag] }
    return { key, args: how === 0 ? [flag, value] : [`${flag}=${value}`] }
  })

const flagsOf = async (args: ReadonlyArray<string>): Promise<SearchFlags> => {
  let flags: SearchFlags = {}
  await searchCommand((given) => {
    flags = given
    return Promise.resolve()
  })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    .parseAsync(args, { from: 'user' })
  return flags
}

const settingsOf = (plan: SearchPlan): string =>
  JSON.stringify(
    settingNames.map((key) => {
      const value: unknown = plan[key]
      return [key, value === undefined ? null : declarationOf(key).toJson(value)]
    }),
  )

/** Every setting of a plan as a file gives it, read again. */
const readAgain = (plan: SearchPlan): string | undefined => {
  const values = Object.fromEntries(
    settingNames.flatMap((key) => {
      const value: unknown = plan[key]
      return value === undefined ? [] : [[key, declarationOf(key).toJson(value)]]
    }),
  )
  const given = givenBy(JSON.parse(JSON.stringify(values)) as typeof values, 'of the plan')
  const read = readSettings(given)
  return E.isLeft(read) ? read.left.message : undefined
}

describe('options of any value', () => {
  it(`are refused in a paragraph that names one, or give a plan that is read again, by RXNAS_FUZZ_SEED=${fuzzSeed}`, async () => {
    const seen = { refused: 0, planned: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(oneOption, { minLength: 1, maxLength: 3 }), async (options) => {
        let flags: SearchFlags
        try {
          flags = await flagsOf(options.flatMap(({ args }) => args))
        } catch (error) {
          // A value that looks like an option is one, or an argument too many.
          expect(error).toBeInstanceOf(CommanderError)
          return
        }
        const given = givenFlags(flags)
        const plan = planSearch({ file: undefined, given: {}, own: {} }, given, machine)
        if (E.isLeft(plan)) {
          const { message } = plan.left
          expect(message.length).toBeLessThan(2200)
          expect(message).not.toMatch(/[\n\r]/)
          expect(
            options.some(({ key }) => message.includes(typed(key))),
            message,
          ).toBe(true)
          seen.refused += 1
          return
        }
        seen.planned += 1
        expect(readAgain(plan.right)).toBeUndefined()
        // What is kept beside the journal gives the same plan when the search goes on.
        const kept: unknown = JSON.parse(JSON.stringify(savedOf(given, undefined, '/')))
        const again = pipe(
          SavedSettings.decode(kept),
          E.mapLeft(() => 'is not read'),
          E.flatMap((saved) =>
            pipe(
              planSearch({ file: undefined, given: {}, own: {} }, givenAgain(saved, 'x'), machine),
              E.mapLeft(({ message }) => message),
            ),
          ),
          E.map(settingsOf),
        )
        expect(again).toEqual(E.right(settingsOf(plan.right)))
      }),
      { seed: fuzzSeed, numRuns: 1500 },
    )
    expect(Math.min(seen.refused, seen.planned)).toBeGreaterThan(50)
  })

  it.each(settingNames)('%s: each hostile value is refused by its name, or taken', (key) => {
    const declaration = declarationOf(key)
    for (const value of [...hostile, 'x'.repeat(1e6)]) {
      const read = declaration.check(typed(key))(declaration.ofText(value))
      if (E.isRight(read))
        expect(() => JSON.stringify(declaration.toJson(read.right))).not.toThrow()
      else {
        expect(read.left.message).toContain(typed(key))
        expect(read.left.message.length).toBeLessThan(2200)
      }
    }
    // Types that a file may give.
    for (const value of [null, NaN, -1, 1e9, [], {}, [null], () => 1, Symbol('x'), 1n, new Date(0)])
      expect(() => declaration.check('it')(value)).not.toThrow()
    expect(() => defaultText(declaration)).not.toThrow()
  })
})
