import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions, type PolicyOptions } from '../registry/policyOptions.ts'

/** The options of `ppo`. */
export interface PpoOptions {
  /** Episodes of an update; default 10. */
  readonly episodesPerUpdate?: number
  /** Passes over them in an update; default 4. */
  readonly epochs?: number
  /** Minibatches of a pass, a step of Adam each; default 4. */
  readonly minibatches?: number
  /** How far from 1 the ratio of new to old probability may be before it is clipped; default 0.2. */
  readonly clip?: number
  /** Adam's step size; default 0.1. */
  readonly learningRate?: number
  /** Weight of the entropy bonus, per nat of a decision's entropy; default 0.01. */
  readonly entropyWeight?: number
  /** Largest norm of the gradients, which are scaled down to it; default 0.5. */
  readonly clipNorm?: number
}

/** The options of `ppo` and their defaults. */
export const ppoOptions: PolicyOptions<Required<PpoOptions>> = policyOptions<Required<PpoOptions>>({
  episodesPerUpdate: { codec: whole(1), byDefault: 10 },
  epochs: { codec: whole(1), byDefault: 4 },
  minibatches: { codec: whole(1), byDefault: 4 },
  clip: { codec: real(0, 1e6), byDefault: 0.2 },
  learningRate: { codec: real(0, 1e6), byDefault: 0.1 },
  entropyWeight: { codec: real(0, 1e6), byDefault: 0.01 },
  clipNorm: { codec: real(0, 1e6), byDefault: 0.5 },
})
