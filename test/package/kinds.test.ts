import { isObservable, lastValueFrom } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { isRecord } from '../../src/common/index.ts'
import { openSearch } from '../../src/public/node.ts'
import { calls, passedOver } from './constructors.ts'

const wrong: ReadonlyArray<readonly [string, unknown]> = [
  ['null', null],
  ['nothing', undefined],
  ['a text', 'x'],
  ['a number', 1],
  ['a list', []],
  ['an object', {}],
]

/** What JavaScript itself says of a value of the wrong kind. */
const raw =
  /Cannot (read|destructure|convert|set|use)|is not (a function|iterable|a constructor)|undefined is not|not an Object|Invalid array/

/** What a call throws, rejects with, gives as its failure, or errors with where its stream is subscribed. */
const refusalOf = async (call: () => unknown): Promise<unknown> => {
  try {
    const made: unknown = await call()
    if (isRecord(made) && isRecord(made['invalid'])) return made['invalid']
    if (isRecord(made) && made['_tag'] === 'Left') return made['left']
    return isObservable(made)
      ? await lastValueFrom(made, { defaultValue: undefined }).then(() => undefined)
      : undefined
  } catch (error) {
    return error
  }
}

/** What the package has made, whose fields nobody writes by hand. */
const isMade = (value: object): boolean =>
  ['description', 'propose', 'ofMetrics', 'firstEpisode'].some((field) => field in value)

/** Arguments with another value in one place: an argument, or a field of one. */
const placesOf = (given: ReadonlyArray<unknown>) =>
  given.flatMap((argument, i) => [
    { place: String(i), put: (value: unknown) => given.with(i, value) },
    ...(isRecord(argument) &&
    Object.getPrototypeOf(argument) === Object.prototype &&
    !isMade(argument)
      ? Object.keys(argument).map((field) => ({
          place: `${i}.${field}`,
          put: (value: unknown) => given.with(i, { ...argument, [field]: value }),
        }))
      : []),
  ])

const cases = Object.entries(calls).flatMap(([name, [call, ...given]]) =>
  placesOf(given).map(({ place, put }) => ({ name, place, call, put })),
)

describe('a constructor', () => {
  it.each(cases)('$name says what is wrong in place $place', async ({ name, place, call, put }) => {
    for (const [kind, value] of wrong) {
      const refusal = await refusalOf(() => Reflect.apply(call, undefined, put(value)))
      const message = isRecord(refusal) ? String(refusal['message']) : ''
      expect(message, `given ${kind}`).not.toMatch(raw)
      if (refusal !== undefined) expect(message, `given ${kind}`).toMatch(/^\S+.* .*\.$/s)
      if (value === null && !passedOver.includes(`${name} ${place}`))
        expect(refusal, `given ${kind}`).toBeDefined()
    }
  })

  it('of a search says that its settings are an object', async () => {
    for (const [kind, value] of wrong.filter(([, one]) => !isRecord(one)))
      expect(await refusalOf(() => openSearch(value as never)), kind).toMatchObject({
        _tag: 'UsageError',
        message: expect.stringContaining(
          'the settings of openSearch should be an object, not ',
        ) as string,
      })
  })
})
