/** What a child costs, counted from its architecture alone. */
export interface Cost {
  /** Trainable numbers: weights and biases. */
  readonly parameters: number
  /** Floating-point operations of one example's forward pass; a multiply-add counts as two. */
  readonly flops: number
}

/** The largest child that is worth proposing. */
export interface CostLimits {
  readonly parameters: number
  readonly flops: number
}

/** Limits that leave room for every child of the article's table and keep a step within seconds. */
export const defaultLimits: CostLimits = { parameters: 2_000_000, flops: 1_000_000_000 }
