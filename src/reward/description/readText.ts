import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted, shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { rewardConstructors } from './rewardConstructors.ts'
import { type Path } from './read.ts'
import { type Token, tokensOf } from './tokens.ts'

/** What is wrong in a text, and at which character. */
export interface TextProblem {
  readonly at: number
  readonly message: string
}

/** A description read from a text, and where in the text it and what is inside it stand. */
export interface Located {
  readonly at: number
  readonly json: Json
  readonly inside: ReadonlyArray<readonly [path: Path, located: Located]>
}

/** Where in its text a place of a description is: the innermost that the text has. */
export const positionOf = ({ at, inside }: Located, path: Path): number => {
  const found = inside.find(([prefix]) => prefix.every((key, i) => path[i] === key))
  return found === undefined ? at : positionOf(found[1], path.slice(found[0].length))
}

type Parsed<A> = E.Either<TextProblem, readonly [parsed: A, next: number]>

// Deeper than a person nests, and far from where the stack ends.
const deepest = 50

const plain = (at: number, json: Json): Located => ({ at, json, inside: [] })

const sumOf = (
  at: number,
  terms: ReadonlyArray<{ readonly weight: number; readonly of: Located }>,
): Located => ({
  at,
  json: {
    name: 'weightedSum',
    options: { terms: terms.map(({ weight, of }) => ({ weight, of: of.json })) },
  },
  inside: terms.map(({ of }, i) => [['options', 'terms', i, 'of'], of]),
})

const productOf = (at: number, factors: ReadonlyArray<Located>): Located => ({
  at,
  json: { name: 'product', options: { of: factors.map(({ json }) => json) } },
  inside: factors.map((factor, i) => [['options', 'of', i], factor]),
})

const powerOf = (base: Located, exponent: Located): Located => ({
  at: base.at,
  json: { name: 'power', options: { of: base.json, exponent: exponent.json } },
  inside: [
    [['options', 'of'], base],
    [['options', 'exponent'], exponent],
  ],
})

/** A call's arguments under the names of its parameters. */
const callOf = (
  name: Token & { readonly _tag: 'Name' },
  given: ReadonlyArray<Located>,
): E.Either<TextProblem, Located> => {
  const { parameters, rest } = rewardConstructors.get(name.value) ?? { parameters: [], rest: false }
  if (!rewardConstructors.has(name.value))
    return E.left({
      at: name.at,
      message: `${shown(name.value)} is not a reward that takes arguments. Those that do are ${[
        ...rewardConstructors,
      ]
        .flatMap(([known, form]) => (form.parameters.length > 0 ? [known] : []))
        .join(', ')}`,
    })
  if (!rest && given.length > parameters.length)
    return E.left({
      at: given[parameters.length]?.at ?? name.at,
      message: `${name.value}(${parameters.join(', ')}) takes at most ${counted(parameters.length, 'argument')}, not ${given.length}`,
    })
  const last = parameters.length - 1
  const restName = parameters[last] ?? ''
  const single = rest ? given.slice(0, last) : given
  const others = rest ? given.slice(last) : []
  const named = single.map((argument, i) => [parameters[i] ?? '', argument] as const)
  return E.right({
    at: name.at,
    json: {
      name: name.value,
      options: {
        ...Object.fromEntries(named.map(([parameter, { json }]) => [parameter, json])),
        ...(rest ? { [restName]: others.map(({ json }) => json) } : {}),
      },
    },
    inside: [
      ...named.map(([parameter, argument]) => [['options', parameter], argument] as const),
      ...others.map((argument, i) => [['options', restName, i], argument] as const),
    ],
  })
}

/**
 * Reads a reward's text into its description. The grammar, where a bare number in a term is the
 * term's weight, and parentheses keep sums and products apart from those around them:
 *
 *     sum    = ["-"] term { ("+" | "-") term }
 *     term   = factor { ("*" | "/") factor }
 *     factor = atom [ "^" ["-"] number ]
 *     atom   = number | name [ "(" [ sum { "," sum } ] ")" ] | "(" sum ")"
 */
export const readText = (text: string): E.Either<TextProblem, Located> => {
  const tokens = tokensOf(text)
  const end: Token = { _tag: 'End', at: text.length, value: '' }
  const tokenAt = (i: number): Token => tokens[i] ?? end
  const isSign = (i: number, ...signs: ReadonlyArray<string>): boolean => {
    const token = tokenAt(i)
    return token._tag === 'Sign' && signs.includes(token.value)
  }
  const expected = (i: number, what: string): E.Either<TextProblem, never> => {
    const { _tag, at, value } = tokenAt(i)
    const met = _tag === 'End' ? 'the end of the text' : shown(String(value))
    return E.left({ at, message: `${what} is expected, not ${met}` })
  }

  const readArguments = (start: number, depth: number): Parsed<ReadonlyArray<Located>> => {
    if (isSign(start, ')')) return E.right([[], start + 1])
    const given: Array<Located> = []
    for (let i = start; ; i++) {
      const argument = readSum(i, depth)
      if (E.isLeft(argument)) return argument
      given.push(argument.right[0])
      i = argument.right[1]
      if (isSign(i, ')')) return E.right([given, i + 1])
      if (!isSign(i, ',')) return expected(i, '"," or ")"')
    }
  }

  const readAtom = (i: number, depth: number): Parsed<Located> => {
    const token = tokenAt(i)
    if (depth > deepest) return E.left({ at: token.at, message: 'it is nested too deeply' })
    if (token._tag === 'Number') return E.right([plain(token.at, token.value), i + 1])
    if (isSign(i, '('))
      return pipe(
        readSum(i + 1, depth + 1),
        E.chain(([inner, next]) =>
          isSign(next, ')') ? E.right([inner, next + 1]) : expected(next, '")"'),
        ),
      )
    if (token._tag !== 'Name') return expected(i, 'a reward or a number')
    return isSign(i + 1, '(')
      ? pipe(
          E.Do,
          E.bind('read', () => readArguments(i + 2, depth + 1)),
          E.bind('call', ({ read: [given] }) => callOf(token, given)),
          E.map(({ read: [, next], call }) => [call, next]),
        )
      : E.right([plain(token.at, token.value), i + 1])
  }

  const readFactor = (start: number, depth: number): Parsed<Located> =>
    pipe(
      readAtom(start, depth),
      E.chain(([base, next]): Parsed<Located> => {
        if (!isSign(next, '^')) return E.right([base, next])
        const minus = isSign(next + 1, '-')
        const at = next + (minus ? 2 : 1)
        const exponent = tokenAt(at)
        if (exponent._tag !== 'Number') return expected(at, 'a number as exponent')
        const value = minus ? -exponent.value : exponent.value
        return E.right([powerOf(base, plain(exponent.at, value)), at + 1])
      }),
    )

  /** A term, apart from the numbers that it is multiplied by; `of` is missing where there is nothing else. */
  const readTerm = (
    start: number,
    depth: number,
  ): Parsed<{ readonly weight: number | undefined; readonly of: Located | undefined }> => {
    const at = tokenAt(start).at
    const factors: Array<Located> = []
    let weight: number | undefined
    for (let i = start, divides = false; ; i++) {
      const bare = tokenAt(i)
      const factor = readFactor(i, depth)
      if (E.isLeft(factor)) return factor
      const [made, next] = factor.right
      if (bare._tag === 'Number' && next === i + 1) {
        if (divides && bare.value === 0)
          return E.left({ at: bare.at, message: 'division by 0 has no value' })
        weight = divides ? (weight ?? 1) / bare.value : (weight ?? 1) * bare.value
      } else factors.push(divides ? powerOf(made, plain(made.at, -1)) : made)
      if (!isSign(next, '*', '/')) {
        const [first] = factors
        return E.right([{ weight, of: factors.length > 1 ? productOf(at, factors) : first }, next])
      }
      divides = isSign(next, '/')
      i = next
    }
  }

  const readSum = (start: number, depth: number): Parsed<Located> => {
    const at = tokenAt(start).at
    const terms: Array<{ readonly weight: number; readonly of: Located }> = []
    let minus = isSign(start, '-')
    for (let i = minus ? start + 1 : start; ; i++) {
      const term = readTerm(i, depth)
      if (E.isLeft(term)) return term
      const [{ weight, of }, next] = term.right
      const sign = minus ? -1 : 1
      const more = isSign(next, '+', '-')
      if (terms.length === 0 && !more) {
        if (of === undefined) return E.right([plain(at, sign * (weight ?? 1)), next])
        if (weight === undefined && !minus) return E.right([of, next])
      }
      terms.push(
        of === undefined
          ? { weight: sign, of: plain(tokenAt(i).at, weight ?? 1) }
          : { weight: sign * (weight ?? 1), of },
      )
      if (!more) return E.right([sumOf(at, terms), next])
      minus = isSign(next, '-')
      i = next
    }
  }

  return pipe(
    readSum(0, 0),
    E.chain(([read, next]) =>
      tokenAt(next)._tag === 'End' ? E.right(read) : expected(next, 'the end of the reward'),
    ),
  )
}
