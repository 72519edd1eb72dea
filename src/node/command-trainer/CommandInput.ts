import {
  decisionsOf,
  encodeArchitecture,
  type Json,
  type SearchSpace,
  type TrainingJob,
} from '../../core.ts'

/** What a command hears of the child that it trains, as JSON; each part may stand in its arguments, as `{seed}`. */
export type CommandInput = Readonly<Record<'architecture' | 'decisions' | 'budget' | 'seed', Json>>

/** The input of a command that trains a child of a space. */
export const commandInput = <A>(
  space: SearchSpace<A>,
  { architecture, budget, seed }: TrainingJob<A>,
): CommandInput => ({
  architecture: encodeArchitecture(space)(architecture),
  decisions: decisionsOf(space)(architecture).map((decision) => ({ ...decision })),
  budget: { ...budget },
  seed,
})
