import { isRecord } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'
import { describeReward } from './describeReward.ts'
import { rewardConstructors } from './rewardConstructors.ts'

/** How tightly a text holds together: a looser one needs parentheses inside a tighter one. */
type Tightness = 0 | 1 | 2 | 3
const [sum, term, factor, atom] = [0, 1, 2, 3] as const

/** A text and how tightly it holds together. */
type Printed = readonly [text: string, tightness: Tightness]

const inside = ([text, tightness]: Printed, needed: Tightness): string =>
  tightness < needed ? `(${text})` : text

const nameOf = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : JSON.stringify(name)

const fieldOf = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)

const itemsOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

const isConstant = (value: unknown): boolean => fieldOf(value, 'name') === 'constant'

const printedTerm = (weight: number, of: unknown): string => {
  // A bare number would be taken for the weight.
  const text = isConstant(of) ? `(${printed(of)[0]})` : inside(printed(of), term)
  return `${weight} * ${text}`
}

const printedSum = (terms: ReadonlyArray<unknown>): Printed => {
  const [first, ...others] = terms.map((each) => {
    const weight = Number(fieldOf(each, 'weight'))
    const of = fieldOf(each, 'of')
    const size = Math.abs(weight)
    return {
      minus: weight < 0,
      one: size === 1,
      plain: size === 1 ? inside(printed(of), term) : printedTerm(size, of),
      weighted: printedTerm(size, of),
      constant: isConstant(of),
    }
  })
  if (first === undefined) return ['weightedSum()', atom]
  const sign = first.minus ? '-' : ''
  if (others.length === 0)
    // Of weight 1, or a signed number, it would be read as no sum.
    return [`${sign}${first.minus && !first.constant ? first.plain : first.weighted}`, sum]
  return [
    others.reduce(
      (text, { minus, plain }) => `${text} ${minus ? '-' : '+'} ${plain}`,
      `${sign}${first.plain}`,
    ),
    sum,
  ]
}

const printedCall = (name: string, given: ReadonlyArray<unknown>): Printed => [
  `${name}(${given.map((argument) => printed(argument)[0]).join(', ')})`,
  atom,
]

const printed = (value: unknown): Printed => {
  if (typeof value === 'number') return [String(value), value < 0 ? sum : atom]
  if (typeof value === 'string') return [nameOf(value), atom]
  const name = String(fieldOf(value, 'name'))
  const options = fieldOf(value, 'options')
  const of = fieldOf(options, 'of')
  if (name === 'constant') return printed(fieldOf(options, 'value'))
  if (name === 'weightedSum') return printedSum(itemsOf(fieldOf(options, 'terms')))
  if (name === 'power')
    return [`${inside(printed(of), atom)} ^ ${String(fieldOf(options, 'exponent'))}`, factor]
  const factors = itemsOf(of)
  if (name === 'product' && factors.length > 1 && !factors.some(isConstant))
    return [factors.map((each) => inside(printed(each), factor)).join(' * '), term]
  const form = rewardConstructors.get(name)
  if (form === undefined) return [nameOf(name), atom]
  const given = form.parameters
    .flatMap((parameter) => {
      const option = fieldOf(options, parameter)
      return form.rest ? itemsOf(option) : [option]
    })
    .filter((option) => option !== undefined)
  return given.length === 0 && !form.rest ? [name, atom] : printedCall(name, given)
}

const isReward = (described: Reward | Json): described is Reward =>
  isRecord(described) && typeof described['ofMetrics'] === 'function'

/**
 * A reward as a text that a person can read, and `parseReward` too. Rewards of your own are called
 * by their names.
 *
 * @example
 * import { parseReward } from 'rxnas'
 * import { printReward } from 'rxnas/reward'
 *
 * const reward = parseReward('accuracy * (flops / 1e6) ^ -0.07')
 * console.log(reward._tag === 'Right' && printReward(reward.right))
 * // accuracy * (0.000001 * flops) ^ -0.07
 */
export const printReward = (reward: Reward | Json): string =>
  printed(isReward(reward) ? describeReward(reward) : reward)[0]
