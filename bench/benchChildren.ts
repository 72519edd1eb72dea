import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orThrow } from '../src/common/index.ts'
import { architectureKey, type Cnn1d, randomState, sample, type SearchSpace } from '../src/core.ts'
import { storeSplits } from '../src/node/index.ts'
import { type Splits } from '../src/tfjs/index.ts'

/** So many different architectures of a space, each equally likely. */
export const randomChildren = (
  space: SearchSpace<Cnn1d>,
  count: number,
  seed: number,
): ReadonlyArray<Cnn1d> => {
  const drawn = new Map<string, Cnn1d>()
  let state = randomState(seed)
  while (drawn.size < count) {
    const [one, next] = sample(space)(state)
    state = next
    const architecture = orThrow(one)
    drawn.set(architectureKey(space)(architecture), architecture)
  }
  return [...drawn.values()]
}

/** Stores a data set where workers find it, until this process ends. */
export const storedForBench = (splits: Splits): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rxnas-bench-'))
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  orThrow(storeSplits(folder, splits))
  return folder
}
