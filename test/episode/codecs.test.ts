import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  anyJournalLine,
  Budget,
  choice,
  Decision,
  FiniteNumber,
  finiteOnly,
  JournalHeader,
  type JournalLine,
  journalLineCodec,
  Metrics,
  rewardedCodec,
  stepsOf,
  struct,
  Trace,
} from '../../src/core.ts'
import { decision, journal, metrics, rewarded, trace } from '../../src/testing/index.ts'
import { stubHeader } from '../support/journal-header.ts'

const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16) })

/** What comes back of a value through JSON. */
const back = <A>(codec: t.Type<A, unknown>, value: A): unknown => {
  const decoded = codec.decode(JSON.parse(JSON.stringify(codec.encode(value))))
  return E.isRight(decoded) ? decoded.right : 'refused'
}

/** Every object in a value with one of its fields left out, by the paths of those fields. */
const withoutOne = (value: unknown, path = ''): ReadonlyArray<readonly [string, unknown]> =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => {
        const rebuilt = (other: unknown): unknown =>
          Array.isArray(value)
            ? value.map((item: unknown, i) => (String(i) === key ? other : item))
            : { ...value, [key]: other }
        const at = path === '' ? key : `${path}.${key}`
        return [
          ...(Array.isArray(value) ? [] : [[at, rebuilt(undefined)] as const]),
          ...withoutOne(inner, at).map(([where, broken]) => [where, rebuilt(broken)] as const),
        ]
      })

describe('a finite number', () => {
  it('is a number that is neither NaN nor infinite, and never -0', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(FiniteNumber.is(value)).toBe(Number.isFinite(value))
        expect(FiniteNumber.decode(value)).toMatchObject(
          Number.isFinite(value) ? { right: value + 0 } : { _tag: 'Left' },
        )
      }),
    )
    expect(FiniteNumber.decode(-0)).toEqual(E.right(0))
    expect(FiniteNumber.is('1')).toBe(false)
    expect(FiniteNumber.name).toBe('FiniteNumber')
  })

  it.each([
    [NaN, 'NaN is not a finite number'],
    [Infinity, 'Infinity is not a finite number'],
    ['7', 'string is not a finite number'],
    [undefined, 'undefined is not a finite number'],
  ])('%s is refused by what it is', (value, message) => {
    expect(FiniteNumber.decode(value)).toMatchObject({ left: [{ value, message }] })
  })

  it('is what is kept of numbers that may be none', () => {
    expect(finiteOnly({ a: 1, b: NaN, c: -Infinity, d: -2 })).toEqual({ a: 1, d: -2 })
  })
})

describe('metrics', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(metrics(), (measured) => {
        expect(back(Metrics, measured)).toEqual(measured)
        expect(Metrics.is(measured)).toBe(true)
      }),
    )
  })

  it('are not there where they are undefined', () => {
    const decoded = Metrics.decode({ accuracy: 1, loss: undefined })
    expect(E.isRight(decoded) && Object.entries(decoded.right)).toEqual([['accuracy', 1]])
    expect(Metrics.is({ loss: undefined })).toBe(true)
    // An encoded undefined would be null in some forms of storage.
    expect(Object.keys(Metrics.encode({ other: undefined }) as object)).toEqual([])
  })

  it.each([
    [null],
    [undefined],
    [[]],
    [[1]],
    [7],
    ['x'],
    [{ a: NaN }],
    [{ a: 'x' }],
    [{ a: null }],
  ])('are not %j', (other) => {
    expect(E.isLeft(Metrics.decode(other))).toBe(true)
    expect(Metrics.is(other)).toBe(false)
  })

  it('are called so', () => expect(Metrics.name).toBe('Metrics'))
})

describe('decisions and traces', () => {
  it('come back as they were, and not where a part is missing', () => {
    fc.assert(
      fc.property(decision, trace(space), (one, all) => {
        expect(back(Decision, one)).toEqual(one)
        expect(back(Trace, all)).toEqual(all)
        for (const [, broken] of withoutOne(one)) expect(Decision.is(broken)).toBe(false)
        expect(E.isLeft(Trace.decode([...all, {}]))).toBe(true)
      }),
    )
  })
})

describe('a budget', () => {
  it('comes back as it was, without what is no limit', () => {
    expect(back(Budget, { steps: 1, images: 2, epochs: 3 })).toEqual({ steps: 1, images: 2, epochs: 3 }) // prettier-ignore
    expect(back(Budget, {})).toEqual({})
    expect(Budget.decode({ steps: 1, hours: 7 })).toEqual(E.right({ steps: 1 }))
    for (const name of ['steps', 'images', 'epochs'])
      expect(E.isLeft(Budget.decode({ [name]: 'x' }))).toBe(true)
  })

  it.each([
    [{}, 10],
    [{ steps: 3 }, 3],
    [{ images: 150 }, 2],
    [{ images: 201 }, 3],
    [{ epochs: 2 }, 20],
    [{ epochs: 0.25 }, 3],
    [{ steps: 7, images: 600, epochs: 1 }, 6],
    [{ steps: 5, images: 600, epochs: 1 }, 5],
    [{ steps: 0 }, 1],
  ])('%j allows %d steps of 100 examples in 950', (budget, steps) => {
    expect(stepsOf(budget, 950, 100)).toBe(steps)
  })
})

describe('the lines of a journal', () => {
  const codec = journalLineCodec(space)

  it('come back as they were', () => {
    fc.assert(
      fc.property(journal(space), ({ header, events, lines }) => {
        const decoded = lines.map((line) => codec.decode(JSON.parse(line)))
        expect(decoded.map((line) => E.isRight(line) && line.right.event)).toEqual([
          header,
          ...events,
        ])
      }),
    )
  })

  it('are refused where any part is missing', () => {
    // What a trainer or a policy calls its own may be missing; the rest may not.
    // The hash at a line's end is its readers' to check.
    const free = /metrics|figures|candidate|options|space|budget|^chain$/
    fc.assert(
      fc.property(journal(space), ({ lines }) => {
        for (const line of lines)
          for (const [path, broken] of withoutOne(JSON.parse(line)))
            if (!free.test(path) || path.endsWith('metrics') || path.endsWith('figures'))
              expect([path, E.isLeft(codec.decode(broken))]).toEqual([path, true])
      }),
    )
  })

  it('hold what is JSON, and nothing else', () => {
    const header = stubHeader(space)
    const line = (options: unknown): JournalLine<unknown> => ({
      at: '2026-01-01',
      // What the codec is asked about.
      event: { ...header, policy: { name: 'own', options: options as never } },
    })
    for (const json of [null, 'x', true, 1.5, [1, [null]], { a: { b: [] } }, { a: undefined }]) {
      expect(codec.is(line(json))).toBe(true)
      expect(E.isRight(codec.decode(line(json)))).toBe(true)
    }
    for (const other of [undefined, NaN, Infinity, [NaN], { a: Infinity }, () => 1, Symbol('x')]) {
      expect(codec.is(line(other))).toBe(false)
      expect(E.isLeft(codec.decode(line(other)))).toBe(true)
    }
    const refused = JournalHeader.decode({ ...header, policy: { name: 'own', options: NaN } })
    expect(E.isLeft(refused) && refused.left.map(({ message }) => message)).toContain(
      'not JSON: NaN is not a finite number',
    )
  })

  it.each([
    ['lists', (of: unknown) => [of]],
    ['objects', (of: unknown) => ({ of })],
    ['spaces', (of: unknown) => ({ struct: { constructor: of } })],
  ])('hold no %s nested so deep that the stack would end', (_, wrap) => {
    const nested = (levels: number): unknown =>
      Array.from({ length: levels }).reduce<unknown>((of) => wrap(of), 1)
    const decode = (part: 'space' | 'policy' | 'trainer', value: unknown) =>
      anyJournalLine.decode({
        at: '2026-01-01',
        event: {
          ...stubHeader(space),
          [part]: part === 'space' ? value : { name: 'own', options: value },
        },
      })
    for (const part of ['space', 'policy', 'trainer'] as const) {
      expect(E.isRight(decode(part, nested(200)))).toBe(true)
      for (const levels of [5000, 200_000]) {
        const refused = decode(part, nested(levels))
        expect(E.isLeft(refused) && refused.left.map(({ message }) => message)).toContain(
          'not JSON: it is nested deeper than 500 levels',
        )
      }
    }
  })

  it('are of this version, and of the kinds there are', () => {
    const header = stubHeader(space)
    expect(E.isRight(JournalHeader.decode(header))).toBe(true)
    expect(E.isLeft(JournalHeader.decode({ ...header, schema: header.schema + 100 }))).toBe(true)
    expect(E.isLeft(codec.decode({ at: '2026-01-01', event: { ...header, _tag: 'Footer' } }))).toBe(
      true,
    )
    expect(E.isLeft(codec.decode({ event: header }))).toBe(true)
  })

  it('drop what they do not know', () => {
    const [one] = fc.sample(rewarded(space), 1)
    const decoded = rewardedCodec(space).decode({ ...one!, colour: 'red' })
    expect(decoded).toEqual(E.right(one))
  })
})
