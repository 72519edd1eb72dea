import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { checkOptions, optional } from '../../common/index.ts'
import { type Outcome } from '../../episode/index.ts'
import { glorotLimit, randomState, uniformArray } from '../../random/index.ts'
import { Float32 } from '../controller/Float32.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { oneOfWords, real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import {
  articleActions,
  type ArticleChild,
  layersCheck,
  type SearchSpace,
} from '../../space/index.ts'
import { articleLayers } from './articleLayers.ts'
import { exponentialDecay } from './exponentialDecay.ts'
import {
  articleGradients,
  articleOutput,
  articleParameters,
  toAction,
  viewArticle,
} from './network.ts'
import { rmsPropStep } from './rmsProp.ts'

/** The constructor's parameters in the article, by its names, and which of its two graphs is meant. */
export interface ArticleReinforceOptions {
  /** Layers of a child (`max_layers`): each is four numbers of the action. Default 2. */
  readonly maxLayers?: number
  /** Divisor of an action to train, factor of an output to act. Default 100. */
  readonly divisionRate?: number
  /** Weight of the sum of squares in the loss. Default 0.001. */
  readonly regParam?: number
  /** Default 0.99, as in the article. Its code computes no discounted return, so nothing depends on it. */
  readonly discountFactor?: number
  /** Default 0.3, as in the article. Its code returns before it would explore, so nothing depends on it. */
  readonly exploration?: number
  /** Initial learning rate, multiplied by 0.96 every 500 updates. Default 0.99. */
  readonly learningRate?: number
  /**
   * Default `original_graph`: the published code as it runs: two biases, of which the acting one is never
   * trained and neither is regularised. `shared_bias` is what the article describes: one bias.
   */
  readonly variant?: 'original_graph' | 'shared_bias'
}

/** The options with their defaults; that of `maxLayers` is what the space has. */
type CompleteOptions = Required<Omit<ArticleReinforceOptions, 'maxLayers'>> &
  Pick<ArticleReinforceOptions, 'maxLayers'>

const options = policyOptions<CompleteOptions>({
  maxLayers: { codec: whole(1, 64), optional: true },
  divisionRate: { codec: real(1e-6, 1e6), byDefault: 100 },
  regParam: { codec: real(0, 1e6), byDefault: 0.001 },
  discountFactor: { codec: real(0, 1), byDefault: 0.99 },
  exploration: { codec: real(0, 1), byDefault: 0.3 },
  learningRate: { codec: real(0, 1e6), byDefault: 0.99 },
  variant: { codec: oneOfWords('original_graph', 'shared_bias'), byDefault: 'original_graph' },
})

/** The state of {@link articleReinforce}. */
export interface ArticleReinforceState {
  readonly weights: Float32Array
  readonly meanSquares: Float32Array
  readonly updates: number
  /** The last action, which is the next state the network sees. */
  readonly action: ReadonlyArray<number>
}

const perLayer = 4

const Layers = t.readonly(
  t.type({
    layers: t.readonlyArray(
      t.readonly(t.type({ kernel: t.number, filters: t.number, pool: t.number, keep: t.number })),
    ),
  }),
)

/** The numbers of the action that an outcome came from, in the article's order. */
const actionOf = (outcome: Outcome<unknown>): ReadonlyArray<number> => {
  const proposed =
    outcome._tag === 'Rejected' ? outcome.proposed.candidate : outcome.validated.architecture
  return pipe(
    Layers.decode(proposed),
    E.match(
      () => [],
      ({ layers }) =>
        layers.flatMap(({ kernel, filters, pool, keep }) => [kernel, filters, pool, keep]),
    ),
  )
}

const toCandidate = (action: ReadonlyArray<number>): unknown => ({
  layers: Array.from({ length: action.length / perLayer }, (_, i) => {
    const [kernel, filters, pool, keep] = action.slice(i * perLayer)
    return { kernel, filters, pool, keep }
  }),
})

const make = (
  space: SearchSpace<unknown>,
  {
    maxLayers = articleLayers(space) ?? 2,
    divisionRate,
    regParam,
    learningRate,
    variant,
    ...unused
  }: CompleteOptions,
): PolicyBody<ArticleReinforceState> => {
  const units = perLayer * maxLayers
  const count = articleParameters(units)
  const shared = variant === 'shared_bias'
  const view = (flat: Float32Array) => viewArticle(units, flat, shared)

  const learnOne =
    (action: ReadonlyArray<number>, reward: number) =>
    (state: ArticleReinforceState): ArticleReinforceState => {
      const trainState = action.map((a) => Math.fround(a / divisionRate))
      const { gradients } = articleGradients(view(state.weights), trainState, regParam, shared)
      const [weights, meanSquares] = rmsPropStep(
        state.weights,
        gradients.map((g) => g * reward),
        state.meanSquares,
        exponentialDecay(learningRate, state.updates, 500, 0.96),
      )
      return { ...state, weights, meanSquares, updates: state.updates + 1 }
    }

  return {
    options: options.options.encode({
      ...{ maxLayers, divisionRate, regParam, learningRate, variant },
      ...unused,
    }),
    codec: t.readonly(
      t.strict({
        weights: Float32(count),
        meanSquares: Float32(count),
        updates: t.number,
        action: t.readonlyArray(t.number),
      }),
    ),
    init: (seed) => {
      const weights = new Float32Array(count)
      const { kernel, recurrent, biasAction, biasLoss } = view(weights)
      const limitIn = glorotLimit(1, 8 * units)
      const limitAcross = glorotLimit(units, 8 * units)
      const [first, next] = uniformArray(kernel.length, -limitIn, limitIn)(randomState(seed))
      const [second] = uniformArray(recurrent.length, -limitAcross, limitAcross)(next)
      kernel.set(first)
      recurrent.set(second)
      biasAction.fill(0.05)
      biasLoss.fill(0.05)
      return {
        weights,
        meanSquares: new Float32Array(count).fill(1),
        updates: 0,
        action: Array.from({ length: maxLayers }, () => [10, 128, 1, 1]).flat(),
      }
    },
    propose: (state) => {
      const action = toAction(articleOutput(view(state.weights), state.action), divisionRate)
      return [
        { candidate: toCandidate(action), trace: [] },
        { ...state, action },
      ]
    },
    learn: (round) => (state) =>
      round.reduce((at, { outcome, reward }) => {
        const action = actionOf(outcome)
        return action.length === units ? learnOne(action, reward)(at) : at
      }, state),
    inspect: ({ updates, action }) => ({ updates, largest: Math.max(...action) }),
  }
}

/** What is wrong with a space for the article's policy. */
const refuses = (
  space: SearchSpace<unknown>,
  { maxLayers }: CompleteOptions,
): string | undefined => {
  const layers = articleLayers(space)
  return layers === undefined
    ? "The policy article-reinforce proposes bare whole numbers, which only the article's space takes: articleActions(), on the command line --space article."
    : maxLayers !== undefined && maxLayers !== layers
      ? `The policy article-reinforce with maxLayers ${maxLayers} does not propose for a space of ${layers} layers.`
      : undefined
}

/** The definition of {@link articleReinforce}. */
export const articleReinforceDefinition: DefinedPolicy<'article-reinforce', ArticleReinforceState> =
  definePolicy({
    name: 'article-reinforce',
    revision: 1,
    ...options,
    help: "the article's algorithm as published, for its space alone; it does not learn",
    refuses,
    needsRefinement: () => false,
    make,
  })

/**
 * The article's algorithm exactly as published, for the space `articleActions` and a batch of 1: a
 * NASCell reads the last action number by number, its output times 100 is the next action, and the
 * "policy gradient" is the gradient of a cross-entropy between the network's output and its own
 * input, times the reward, applied by RMSProp. It does not learn from the reward: actions rise until
 * the cell saturates, whatever the accuracy. rxnas keeps it to reproduce the article; `reinforce` is
 * the one that learns.
 *
 * Where article and code differ: the code's acting and trained bias are two variables (`variant`);
 * its exploration and discounting never run; its reward for a jump is 0.01, the text's 0.1
 * (`articleReward`); its dropout rate is a keep probability of 1 or more, which drops nothing.
 *
 * Source: Wallarm, "The First Step-by-Step Guide for Implementing Neural Architecture Search with
 * Reinforcement Learning Using TensorFlow" (2017), `reinforce.py` and `train.py`.
 *
 * @example
 * import { articleReinforce } from 'rxnas'
 *
 * const policy = articleReinforce({ maxLayers: 1 })
 * console.log(policy.init(1).action) // [ 10, 128, 1, 1 ]
 */
export const articleReinforce = (
  options: ArticleReinforceOptions = {},
): PolicyFor<ArticleReinforceState, ArticleChild> => {
  checkOptions('articleReinforce()', options, { maxLayers: optional(layersCheck) })
  return articleReinforceDefinition.make(
    articleActions({ layers: options.maxLayers ?? 2 }),
    options,
  )
}
