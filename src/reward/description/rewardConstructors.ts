import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { clip } from '../combinators/clip.ts'
import { hardConstraint } from '../combinators/hardConstraint.ts'
import { improvementOverBest } from '../combinators/improvementOverBest.ts'
import { lexicographic } from '../combinators/lexicographic.ts'
import { mapReward, type RewardFunction, rewardFunctions } from '../combinators/mapReward.ts'
import { normalise } from '../combinators/normalise.ts'
import { pareto } from '../combinators/pareto.ts'
import { power } from '../combinators/power.ts'
import { product } from '../combinators/product.ts'
import { softConstraint } from '../combinators/softConstraint.ts'
import { type Term, weightedSum } from '../combinators/weightedSum.ts'
import { withPenalty } from '../combinators/withPenalty.ts'
import { accuracy } from '../metrics/accuracy.ts'
import { articleReward } from '../metrics/articleReward.ts'
import { constantReward } from '../metrics/constantReward.ts'
import { flops, latency, parameters, seconds } from '../metrics/costs.ts'
import { metric } from '../metrics/metric.ts'
import { negativeLoss } from '../metrics/negativeLoss.ts'
import { r2 } from '../metrics/r2.ts'
import { type Reward } from '../Reward.ts'
import { isRecord, shown } from '../../common/index.ts'
import { equalJson } from '../../space/Json.ts'
import {
  finiteNumber,
  type Fields,
  fields,
  type FieldsOf,
  list,
  oneOf,
  optional,
  problem,
  type Read,
  within,
  nonEmptyText,
} from './read.ts'

/** A call of a constructor that is known by name without any formula. */
interface NamedCall<Options> {
  /** By default the constructor's own name. */
  readonly name?: string
  /** What it pays, a phrase. */
  readonly help: string
  readonly options: Options
}

/** A reward that descriptions can name: what it is made of, in the order of its text, and how. */
export interface RewardConstructor {
  readonly parameters: ReadonlyArray<string>
  /** Whether the last parameter takes all arguments that are left. */
  readonly rest: boolean
  readonly read: Read<Reward>
  /** What flags and journals know by name of it, with the reward that each names. */
  readonly named: ReadonlyArray<{
    readonly name?: string | undefined
    readonly help: string
    readonly make: () => Reward
  }>
}

/** Declares a constructor: how its options are read, what is made of them, and which calls have names. */
const constructed = <F extends Fields>(
  reads: F,
  make: (options: FieldsOf<F>) => Reward,
  {
    rest = false,
    named = [],
  }: { readonly rest?: boolean; readonly named?: ReadonlyArray<NamedCall<FieldsOf<F>>> } = {},
): RewardConstructor => ({
  parameters: Object.keys(reads),
  rest,
  read: (value, place) =>
    pipe(
      fields(reads)(value, place),
      E.map(make),
      E.chain((reward) =>
        reward.invalid === undefined
          ? E.right(reward)
          : E.left({
              path: place.path,
              message: reward.invalid.message,
              ...(reward.invalid.metric === undefined ? {} : { metric: reward.invalid.metric }),
            }),
      ),
    ),
  named: named.map(({ name, help, options }) => ({ name, help, make: () => make(options) })),
})

// Deeper than a person nests, and far from where the stack ends.
const deepest = 200

const readConstructed: Read<Reward> = (value, place) => {
  if (!isRecord(value) || typeof value['name'] !== 'string')
    return problem(place, `${shown(value)} is not a reward`)
  const { name, options = {} } = value
  const own = place.own.rewards?.find(
    (reward) => reward.name === name && equalJson(reward.options, options),
  )
  if (own !== undefined) return E.right(own)
  const known = rewardConstructors.get(name)
  return known === undefined
    ? problem(place, unknownReward(name, place.own.rewards))
    : known.read(options, within(place, 'options'))
}

/** What to say of a name that no reward has. */
const unknownReward = (name: string, own: ReadonlyArray<Reward> = []): string =>
  `${shown(name)} is not a reward. Known rewards are ${[
    ...rewardConstructors.keys(),
    ...own.map((reward) => reward.name),
  ].join(', ')}; a metric of your own is metric(${shown(name).replace(/^"(\w+)"$/, '$1')})`

/** A reward: `{ name, options }`, the name alone where it has no options, or a number for a constant. */
export const reward: Read<Reward> = (value, place) => {
  if (place.path.length > deepest) return problem(place, 'it is nested too deeply')
  if (typeof value === 'number') return pipe(finiteNumber(value, place), E.map(constantReward))
  if (typeof value !== 'string') return readConstructed(value, place)
  const own = place.own.rewards?.find(({ name }) => name === value)
  return own === undefined ? readConstructed({ name: value }, place) : E.right(own)
}

const term: Read<Term> = (value, place) =>
  isRecord(value) && 'weight' in value
    ? pipe(
        fields({ weight: finiteNumber, of: reward })(value, place),
        E.map(({ weight, of }) => [weight, of]),
      )
    : pipe(
        reward(value, place),
        E.map((of) => [1, of]),
      )

const rewardFunction: Read<RewardFunction> = (value, place) => {
  const known = [...(place.own.functions ?? []), ...rewardFunctions]
  const found = known.find(({ name }) => name === value)
  return found === undefined
    ? problem(
        place,
        `${shown(value)} is not one of the functions ${known.map(({ name }) => name).join(', ')}`,
      )
    : E.right(found)
}

/** Every reward of rxnas by its name; those that need no formula are named calls of one. */
export const rewardConstructors: ReadonlyMap<string, RewardConstructor> = new Map([
  [
    'accuracy',
    constructed({}, () => accuracy, {
      named: [
        { help: 'the fraction of the validation examples classified correctly', options: {} },
      ],
    }),
  ],
  [
    'r2',
    constructed({}, () => r2, {
      named: [
        { help: 'the coefficient of determination of a regression, at least -1', options: {} },
      ],
    }),
  ],
  [
    'negativeLoss',
    constructed(
      { ceiling: optional(finiteNumber) },
      ({ ceiling }) => negativeLoss(ceiling === undefined ? {} : { ceiling }),
      { named: [{ help: 'the validation loss, negated', options: { ceiling: undefined } }] },
    ),
  ],
  ['parameters', constructed({}, () => parameters)],
  ['flops', constructed({}, () => flops)],
  ['seconds', constructed({}, () => seconds)],
  ['latency', constructed({}, () => latency)],
  ['metric', constructed({ name: nonEmptyText }, ({ name }) => metric(name))],
  ['constant', constructed({ value: finiteNumber }, ({ value }) => constantReward(value))],
  [
    'article',
    constructed({ rule: oneOf('printed', 'code') }, ({ rule }) => articleReward(rule), {
      named: [
        {
          name: 'article-printed',
          help: "the article's rule as it prints it: a jump in accuracy pays 0.1",
          options: { rule: 'printed' },
        },
        {
          name: 'article-code',
          help: "the article's rule as its code has it: a jump in accuracy pays 0.01",
          options: { rule: 'code' },
        },
      ],
    }),
  ],
  [
    'map',
    constructed({ function: rewardFunction, of: reward }, (o) => mapReward(o.function)(o.of)),
  ],
  [
    'weightedSum',
    constructed({ terms: list(term) }, ({ terms }) => weightedSum(...terms), { rest: true }),
  ],
  ['product', constructed({ of: list(reward) }, ({ of }) => product(...of), { rest: true })],
  ['power', constructed({ of: reward, exponent: finiteNumber }, (o) => power(o.exponent)(o.of))],
  ['clip', constructed({ of: reward, min: finiteNumber, max: finiteNumber }, (o) => clip(o)(o.of))],
  [
    'withPenalty',
    constructed({ of: reward, amount: finiteNumber }, (o) => withPenalty(o.amount)(o.of)),
  ],
  [
    'hardConstraint',
    constructed({ of: reward, cost: reward, limit: finiteNumber }, (o) => hardConstraint(o)(o.of)),
  ],
  [
    'softConstraint',
    constructed(
      {
        of: reward,
        cost: reward,
        target: finiteNumber,
        weight: finiteNumber,
        within: optional(finiteNumber),
      },
      ({ of, cost, target, weight, within: inside = weight }) =>
        softConstraint({ cost, target, weight, within: inside })(of),
    ),
  ],
  ['improvementOverBest', constructed({ of: reward }, ({ of }) => improvementOverBest(of))],
  [
    'normalise',
    constructed({ of: reward, decay: optional(finiteNumber) }, ({ of, decay }) =>
      normalise(decay === undefined ? {} : { decay })(of),
    ),
  ],
  [
    'lexicographic',
    constructed({ first: reward, second: reward, tolerance: finiteNumber }, lexicographic),
  ],
  ['pareto', constructed({ of: list(reward) }, ({ of }) => pareto(...of), { rest: true })],
])
