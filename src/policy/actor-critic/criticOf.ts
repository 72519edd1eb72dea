import { type Encoding } from './Encoding.ts'
import { type GaussianProcess, gaussianProcess } from './gaussianProcess.ts'
import { type Kernel } from './Kernel.ts'
import { type ReplayMemory } from './ReplayMemory.ts'
import { normalScores } from './normalScores.ts'

/** The critic of a memory and a kernel; `before` is a memory whose critic may be built upon. */
export type CriticOf = (
  memory: ReplayMemory,
  kernel: Kernel,
  before?: ReplayMemory,
) => GaussianProcess

/**
 * The critic is a function of memory and kernel, so it is no part of the state; those that were
 * computed are kept beside the memories that they are of.
 */
export const cachedCritics = (encoding: Encoding): CriticOf => {
  const critics = new WeakMap<ReplayMemory, GaussianProcess>()
  return (memory, kernel, before) => {
    const known = critics.get(memory)
    if (known?.kernel === kernel) return known
    const critic = gaussianProcess(
      encoding,
      kernel,
      memory.rows,
      normalScores(memory.rewards),
      before === undefined ? undefined : critics.get(before),
    )
    critics.set(memory, critic)
    return critic
  }
}
