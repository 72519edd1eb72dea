/** Examples that a final training sees in all, where its data has neither few nor many. */
const seen = 350_000

/** The least and most epochs by default. */
const [least, most] = [5, 200] as const

/**
 * How long a final training may be by default, by the number of training examples. Most end before:
 * where validation stops improving.
 */
export const finalEpochs: {
  readonly text: string
  readonly resolve: (examples: number) => number
} = {
  text: `by the training examples: as many epochs as make ${seen / 1000} thousand, at least ${least} and at most ${most}`,
  resolve: (examples) => Math.min(most, Math.max(least, Math.round(seen / Math.max(1, examples)))),
}
