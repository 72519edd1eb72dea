import { accuracy } from '../metrics/accuracy.ts'
import { articleReward } from '../metrics/articleReward.ts'
import { negativeLoss } from '../metrics/negativeLoss.ts'
import { r2 } from '../metrics/r2.ts'
import { defineReward, type RewardDefinition } from './defineReward.ts'

/** The rewards that rxnas has by name; a formula makes any other. */
export const rewards: ReadonlyArray<RewardDefinition> = [
  defineReward({
    name: 'accuracy',
    help: 'the fraction of the validation examples classified correctly',
    make: () => accuracy,
  }),
  defineReward({
    name: 'r2',
    help: 'the coefficient of determination of a regression, at least -1',
    make: () => r2,
  }),
  defineReward({
    name: 'negativeLoss',
    help: 'the validation loss, negated',
    make: () => negativeLoss(),
  }),
  defineReward({
    name: 'article-printed',
    help: "the article's rule as it prints it: a jump in accuracy pays 0.1",
    make: () => articleReward('printed'),
  }),
  defineReward({
    name: 'article-code',
    help: "the article's rule as its code has it: a jump in accuracy pays 0.01",
    make: () => articleReward('code'),
  }),
]
