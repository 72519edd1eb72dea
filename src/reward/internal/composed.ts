import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Metrics } from '../../episode/index.ts'
import { type Json } from '../../space/index.ts'
import { type Reward } from '../Reward.ts'
import { type RewardContext } from '../RewardContext.ts'
import { type RewardError, rewardError } from '../RewardError.ts'
import { askReward } from './askReward.ts'
import { normalizeNegativeZero } from './normalizeNegativeZero.ts'
import { type Range } from './range.ts'

/** A number for each part. */
type Amounts<Parts> = { readonly [K in keyof Parts]: number }

/** What a reward made of others keeps of the children so far. */
interface Keeping<Values, Kept extends Json> {
  /** Whether that was kept: a journal may hold another reward's memory. */
  readonly is: (memory: Json) => memory is Kept
  readonly next: (values: Values, kept: Kept | undefined) => Kept
}

/** A reward made of others. */
interface Composition<Parts, Kept extends Json> {
  readonly name: string
  readonly options: Json
  readonly parts: Parts
  /** The part whose metrics an error names; default all of them. */
  readonly blames?: Reward
  readonly range: Range
  /** What is wrong with how it was put together, a sentence; `undefined` where nothing is. */
  readonly invalid?: string | undefined
  /** What it pays where its parts pay that. */
  readonly pay: (values: Amounts<Parts>, kept: Kept | undefined) => number
  readonly keeps?: Keeping<Amounts<Parts>, Kept>
}

/** What a reward can pay. */
export const rangeOf = ({ penalty, max = Infinity }: Reward): Range => [penalty, max]

/** The metrics that rewards require, each once. */
const requiredMetricsOf = (rewards: ReadonlyArray<Reward>): ReadonlyArray<string> => [
  ...new Set(rewards.flatMap(({ requiredMetrics = [] }) => requiredMetrics)),
]

/** What of the memory is that of a place: the reward's own is at 0, its parts' follow. */
const memoryAt = ({ memory }: RewardContext, place: number): Json =>
  (Array.isArray(memory) ? (memory as ReadonlyArray<Json>)[place] : null) ?? null

/**
 * A reward made of others. It has the memories of its parts beside its own, reads what they read, is
 * invalid where one of them is, and refuses to pay what is not a finite number, so that none can hide
 * behind a clip.
 */
export const composed = <const Parts extends ReadonlyArray<Reward>, Kept extends Json = null>({
  name,
  options,
  parts,
  blames,
  range: [least, highest],
  invalid,
  pay,
  keeps,
}: Composition<Parts, Kept>): Reward => {
  // An end that cannot be told, as that of a sum of infinities, is none.
  const [penalty, max] = [
    Number.isNaN(least) ? -Infinity : normalizeNegativeZero(least),
    Number.isNaN(highest) ? Infinity : normalizeNegativeZero(highest),
  ]
  const requiredMetrics = requiredMetricsOf(parts)
  const blamed = blames?.requiredMetrics ?? requiredMetrics
  const unbounded = [...(blames === undefined ? [] : [blames]), ...parts].find((part) =>
    rangeOf(part).some((end) => !Number.isFinite(end)),
  )
  const unboundedMetric = unbounded?.unboundedMetric ?? unbounded?.requiredMetrics?.[0]
  const remembers = keeps !== undefined || parts.some(({ remember }) => remember !== undefined)
  const mistake =
    parts.find((part) => part.invalid !== undefined)?.invalid ??
    (invalid === undefined
      ? undefined
      : rewardError(
          name,
          `The reward ${name}${blamed.length === 0 ? '' : ` of ${blamed.join(', ')}`} ${invalid}`,
          blamed[0],
        ))

  const partContext = (context: RewardContext, i: number): RewardContext => ({
    ...context,
    memory: memoryAt(context, i + 1),
  })
  const values = (
    metrics: Metrics,
    context: RewardContext,
  ): E.Either<RewardError, Amounts<Parts>> =>
    pipe(
      parts,
      E.traverseArrayWithIndex((i, part: Reward) =>
        askReward(part, metrics, partContext(context, i)),
      ),
      // One number a part, in their order.
      E.map((amounts) => amounts as Amounts<Parts>),
    )
  const keptIn = (context: RewardContext): Kept | undefined => {
    const memory = memoryAt(context, 0)
    return keeps?.is(memory) === true ? memory : undefined
  }

  return {
    name,
    options,
    penalty,
    max,
    requiredMetrics,
    ...(penalty === -Infinity && unboundedMetric !== undefined ? { unboundedMetric } : {}),
    ...(mistake === undefined ? {} : { invalid: mistake }),
    ofMetrics: (metrics, context) =>
      mistake !== undefined
        ? E.left(mistake)
        : pipe(
            values(metrics, context),
            E.map((amounts) => normalizeNegativeZero(pay(amounts, keptIn(context)))),
            E.filterOrElse(
              (paid) => Number.isFinite(paid),
              (paid) =>
                rewardError(
                  name,
                  `The reward ${name} would pay ${paid}, which is not a finite number, for a child of ${
                    blamed
                      .map(
                        (metric) =>
                          `${metric} ${Object.hasOwn(metrics, metric) ? (metrics[metric] ?? '?') : '?'}`,
                      )
                      .join(', ') || 'no metrics'
                  }.`,
                  blamed[0],
                ),
            ),
          ),
    ...(remembers
      ? {
          remember: (metrics, context) => {
            const amounts = values(metrics, context)
            return [
              keeps === undefined || E.isLeft(amounts)
                ? memoryAt(context, 0)
                : keeps.next(amounts.right, keptIn(context)),
              ...parts.map(
                ({ remember }, i) => remember?.(metrics, partContext(context, i)) ?? null,
              ),
            ]
          },
        }
      : {}),
  }
}
