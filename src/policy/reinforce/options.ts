import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions, type PolicyOptions } from '../registry/policyOptions.ts'

/** The options of `reinforce`. */
export interface ReinforceOptions {
  /** Units of the NASCell; default 32. */
  readonly units?: number
  /** Length of the embedding by which a step knows the decision before it; default 16. */
  readonly embedding?: number
  /**
   * Among how many earlier rewards an episode's reward is ranked, which makes its advantage a number
   * between -1 and 1; default 20. With 0 the advantage is the reward less the baseline, and the
   * other options have the defaults from before there were ranks.
   */
  readonly rankOver?: number
  /**
   * Bound of the initial weights of the output layers; default 0.2, without ranks 0. Above 0 the cell
   * learns from the first update on; with 0 the first proposals are exactly uniform.
   */
  readonly headLimit?: number
  /** Adam's step size; default 0.03, without ranks 0.01. */
  readonly learningRate?: number
  /** Decay of the baseline, a moving average of rewards; default 0.9. With ranks it is shown, not used. */
  readonly baselineDecay?: number
  /** Weight of the entropy bonus, per nat of a decision's entropy; default 0.2, without ranks 0.001. */
  readonly entropyWeight?: number
  /** Largest norm of the gradients, which are scaled down to it; default 5. */
  readonly clipNorm?: number
}

const ranked = ({ rankOver }: ReinforceOptions): boolean => rankOver !== 0

/** The options of `reinforce` and their defaults. */
export const reinforceOptions: PolicyOptions<Required<ReinforceOptions>> = policyOptions<
  Required<ReinforceOptions>
>({
  units: { codec: whole(1, 4096), byDefault: 32 },
  embedding: { codec: whole(1, 4096), byDefault: 16 },
  learningRate: { codec: real(0, 1e6), byDefault: (others) => (ranked(others) ? 0.03 : 0.01) },
  baselineDecay: { codec: real(0, 1), byDefault: 0.9 },
  entropyWeight: { codec: real(0, 1e6), byDefault: (others) => (ranked(others) ? 0.2 : 0.001) },
  clipNorm: { codec: real(0, 1e6), byDefault: 5 },
  // Journals from before there were ranks name neither.
  rankOver: { codec: whole(0), byDefault: 20, unnamed: 0 },
  headLimit: {
    codec: real(0, 1e6),
    byDefault: (others) => (ranked(others) ? 0.2 : 0),
    unnamed: 0,
  },
})
