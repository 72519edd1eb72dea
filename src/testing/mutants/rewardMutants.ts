import * as E from 'fp-ts/lib/Either.js'
import { articleReward, type Metrics, type Reward, type RewardContext } from '../../core.ts'
import { type RewardUnderTest } from '../contracts/rewardContract.ts'

/** A reward with one mistake that people make, and the contract that tells it. */
export interface RewardMutant {
  /** The mistake, a sentence. */
  readonly mistake: string
  readonly underTest: RewardUnderTest
  /** The law that it breaks. */
  readonly breaks: string
}

const paying = (
  name: string,
  pay: (metrics: Metrics, context: RewardContext) => number,
  penalty = 0,
): Reward => ({
  name,
  options: {},
  penalty,
  ofMetrics: (metrics, context) => E.right(pay(metrics, context)),
})

let children = 0

const accuracyOf = ({ accuracy }: Metrics): number => accuracy ?? 0

/**
 * Rewards that look right and are not: what the kit has to catch. The first is no invention.
 *
 * @example
 * import { rewardContract, rewardMutants } from 'rxnas/testing'
 *
 * for (const { mistake, underTest } of rewardMutants)
 *   try {
 *     rewardContract(underTest)
 *   } catch (error) {
 *     console.log(`${mistake}\n  ${String(error)}`)
 *   }
 */
export const rewardMutants: ReadonlyArray<RewardMutant> = [
  {
    mistake: "The article's published rule pays a constant 0.1 where accuracy jumps by over 0.01.",
    underTest: { reward: articleReward('printed') },
    breaks: 'grows with accuracy',
  },
  {
    mistake: 'A logarithm is taken of an accuracy that may be 0.',
    underTest: { reward: paying('log', (metrics) => Math.log(accuracyOf(metrics)), -100) },
    breaks: 'pays finite numbers',
  },
  {
    mistake: 'A metric that was not measured is taken for a number.',
    underTest: {
      reward: paying('latency', (metrics) => 1 / (1 + Number(metrics['latency']))),
    },
    breaks: 'pays finite numbers',
  },
  {
    mistake: 'The improvement over the best forgets that there is no best at first.',
    underTest: {
      reward: paying('improvement', (metrics, { best }) => accuracyOf(metrics) - Number(best), -1),
    },
    breaks: 'pays finite numbers',
  },
  {
    mistake: 'Ties are broken by chance.',
    underTest: {
      reward: paying('noise', (metrics) => accuracyOf(metrics) + 0.001 * Math.random()),
    },
    breaks: 'is deterministic',
  },
  {
    mistake: 'The reward counts its calls outside of the context.',
    underTest: {
      reward: paying('curriculum', (metrics) => accuracyOf(metrics) * (1 + 0.01 * children++)),
    },
    breaks: 'is deterministic',
  },
  {
    mistake: 'The metrics are changed in place.',
    underTest: {
      reward: paying('percent', (metrics) =>
        Number(Object.assign(metrics, { accuracy: accuracyOf(metrics) / 2 }).accuracy),
      ),
    },
    breaks: 'is deterministic',
  },
  {
    mistake: 'Training by night is cheaper, and so it pays more.',
    underTest: {
      reward: paying(
        'night',
        (metrics) => accuracyOf(metrics) + (new Date().getHours() < 6 ? 0.1 : 0),
      ),
    },
    breaks: 'ignores the time of day',
  },
  {
    mistake: 'The loss is turned over, and a rejected candidate still gets 0, the best there is.',
    underTest: { reward: paying('loss', ({ loss }) => 0 - (loss ?? 0)), growsWith: [] },
    breaks: 'never prefers a rejected candidate',
  },
  {
    mistake: 'An accuracy that is too good to be true is taken for a leak.',
    underTest: {
      reward: paying('suspicious', (metrics) =>
        accuracyOf(metrics) > 0.99 ? 0 : accuracyOf(metrics),
      ),
    },
    breaks: 'grows with accuracy',
  },
  {
    mistake:
      'The accuracy is paid in per cent where the rest of the program takes it for a fraction.',
    underTest: {
      reward: paying('percent', (metrics) => 100 * accuracyOf(metrics)),
      within: [0, 1],
    },
    breaks: 'stays between 0 and 1',
  },
  {
    mistake: "The exponent of MnasNet's soft constraint has lost its sign.",
    underTest: {
      reward: paying(
        'mnasnet',
        (metrics) => accuracyOf(metrics) * ((metrics.flops ?? 1) / 1e6) ** 0.07,
      ),
      prefersSmaller: ['flops'],
    },
    breaks: 'prefers smaller flops',
  },
  {
    mistake: 'Parameters are cut to 32 bits, so that a child of 3 billion has fewer than none.',
    underTest: {
      reward: paying('small', ({ parameters }) => 1 / (1 + Math.max(0, (parameters ?? 0) | 0))),
      prefersSmaller: ['parameters'],
      growsWith: [],
    },
    breaks: 'prefers smaller parameters',
  },
  {
    mistake: 'What it remembers is a Map, of which JSON keeps nothing.',
    underTest: {
      reward: {
        ...paying('novelty', (metrics, { memory }) =>
          (memory as unknown) instanceof Map ? accuracyOf(metrics) / 2 : accuracyOf(metrics),
        ),
        // The mistake: a Map is not JSON.
        remember: () => new Map() as never,
      },
      growsWith: [],
    },
    breaks: 'remembers plain data',
  },
]
