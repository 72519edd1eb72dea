import { type CandidateCounts } from './candidates.ts'

/** What an actor-critic is made of beside its options; `bench:ablation` leaves parts of it out. */
export interface AblationOptions extends CandidateCounts {
  /** How many candidates the actor samples. */
  readonly actor: number
  /** Of how many candidates, those with the highest expectation, the critic computes its uncertainty. */
  readonly judged: number
  /** How many of the best have their neighbours among the candidates. */
  readonly best: number
  /** How many of the best have mutants among the candidates. */
  readonly good: number
  /** Whether architectures are alike that have the same options equally often. */
  readonly counted: boolean
  /** Whether each decision has a weight of its own in the critic's kernel. */
  readonly weighed: boolean
}

/** All of it. */
export const defaultAblation: AblationOptions = {
  ...{ actor: 4, uniform: 40, neighbours: 130, mutants: 30, judged: 64 },
  ...{ best: 5, good: 20, counted: true, weighed: true },
}
