import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions, type PolicyOptions } from '../registry/policyOptions.ts'

/** The options of `actorCritic`. */
export interface ActorCriticOptions {
  /** Units of the actor's NASCell; default 16. */
  readonly units?: number
  /** Length of the embedding by which a step knows the decision before it; default 8. */
  readonly embedding?: number
  /** Adam's step size; default 0.01. */
  readonly learningRate?: number
  /** Weight of the entropy bonus, per nat of a decision's entropy; default 0.1. */
  readonly entropyWeight?: number
  /** Largest norm of the gradients, which are scaled down to it; default 5. */
  readonly clipNorm?: number
  /** Episodes that the actor alone proposes, before the critic judges; default 10. */
  readonly warmUp?: number
  /** Largest number of episodes that the critic learns from: the best and the latest; default 250. */
  readonly memory?: number
  /** Remembered episodes that the actor learns from again with each round; default 2. */
  readonly replays?: number
}

/** The options of `actorCritic`: their codecs and defaults. */
export const actorCriticOptions: PolicyOptions<Required<ActorCriticOptions>> = policyOptions({
  units: { codec: whole(1, 4096), byDefault: 16 },
  embedding: { codec: whole(1, 4096), byDefault: 8 },
  learningRate: { codec: real(0, 1e6), byDefault: 0.01 },
  entropyWeight: { codec: real(0, 1e6), byDefault: 0.1 },
  clipNorm: { codec: real(0, 1e6), byDefault: 5 },
  warmUp: { codec: whole(0), byDefault: 10 },
  memory: { codec: whole(1), byDefault: 250 },
  replays: { codec: whole(0), byDefault: 2 },
})
