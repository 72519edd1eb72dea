import { aFunction, anObject, type OptionCheck, wholeNumber } from '../../src/common/index.ts'

// What numbers of a search may be, wherever they are given: far more than there will be, and less
// than would run for ever or out of memory.

/** Episodes in all. */
export const episodeCount: OptionCheck = wholeNumber(1, 100_000_000)

/** Episodes between two policy updates: a round is in memory. */
export const batchSize: OptionCheck = wholeNumber(1, 1_000_000)

/** Trainings at the same time. */
export const workerCount: OptionCheck = wholeNumber(1, 1024)

/** Architectures of which something is remembered: a `Map` of JavaScript holds no more. */
export const rememberedCount: OptionCheck = wholeNumber(1, 2 ** 24)

/** Trainings of one child. */
export const trainingCount: OptionCheck = wholeNumber(1, 1000)

/** Trainings that fail in a row. */
export const failureCount: OptionCheck = wholeNumber(1, 100_000_001)

/** How a child is trained. */
export const aTrainer: OptionCheck = aFunction('a trainer, a function of a job,')

/** What a child is worth; its own fields are checked before it is first asked. */
export const aReward: OptionCheck = anObject('a reward, such as accuracy,')
