import * as E from 'fp-ts/lib/Either.js'
import { from, tap } from 'rxjs'
import { decodeArchitecture, stepsOf, walk, type Walk } from '../../index.ts'
import { type Prepared, type ProcessTrainer } from '../../node/index.ts'
import { showDuration } from '../view/duration.ts'
import { follow } from './follow.ts'
import { type Interruption } from './interruption.ts'
import { type SearchParts } from './parts.ts'
import { type SearchPlan } from './plan.ts'

/** Steps of the measured child: enough that the first, which is slow, does not count. */
const measuredSteps = 40

/** An architecture of a space's first options, or of the first that validation accepts beside them. */
const smallArchitecture = ({ children: { space } }: SearchParts): unknown => {
  const decode = decodeArchitecture(space)
  for (let option = 0; option < 8; option++) {
    let at: Walk = walk(space)
    while (at._tag === 'Decide') at = at.choose(Math.min(option, at.of - 1))
    const decoded = decode(at.candidate)
    if (E.isRight(decoded)) return decoded.right
  }
  return undefined
}

/** What a search will take, measured. */
export interface Estimate {
  /** Seconds of one small child, trained for the whole budget and measured. */
  readonly childSeconds: number
  readonly searchSeconds: number
}

/**
 * Trains a small child of the space for a few steps and tells from them what a child, and the whole
 * search, will take. Gives nothing where the child could not be trained: the search will tell why.
 */
export const estimate = async (
  plan: SearchPlan,
  parts: SearchParts,
  { splits }: Prepared,
  { trainer }: ProcessTrainer<unknown>,
  { asked$ }: Interruption,
): Promise<Estimate | undefined> => {
  const architecture = smallArchitecture(parts)
  if (architecture === undefined) return undefined
  const seen: Array<{ readonly step: number; readonly at: number }> = []
  let measured: Readonly<Record<string, unknown>> = {}
  const ended = await follow(
    from(
      trainer({
        architecture,
        budget: { steps: measuredSteps },
        seed: 0,
        signal: new AbortController().signal,
      }),
    ).pipe(
      tap((said) => {
        const step: unknown = Reflect.get(said, 'step')
        if (typeof step === 'number') seen.push({ step, at: performance.now() })
        else measured = { ...said }
      }),
    ),
    asked$,
  )
  const [first] = seen
  const last = seen.at(-1)
  const total = measured['seconds']
  if (E.isLeft(ended) || first === undefined || last === undefined || typeof total !== 'number')
    return undefined
  const perStep = (last.at - first.at) / 1000 / Math.max(1, last.step - first.step)
  const { batchSize } = parts.children.training(architecture)
  const count = Math.min(plan.trainExamples ?? Infinity, splits.train.count)
  const steps = stepsOf(plan.budget, count, Math.min(batchSize, count))
  // What is not steps is building and measuring, which every child does once.
  const childSeconds = steps * perStep + Math.max(0, total - last.step * perStep)
  const searches = plan.baseline ? 2 : 1
  const together = Math.min(plan.workers, searches * plan.batch)
  return { childSeconds, searchSeconds: (childSeconds * searches * plan.episodes) / together }
}

/** An estimate in a line for a person. */
export const showEstimate = ({ childSeconds, searchSeconds }: Estimate, plan: SearchPlan): string =>
  `estimated: ${childSeconds < 10 ? childSeconds.toFixed(1) : childSeconds.toFixed(0)} s for a small child, ${showDuration(searchSeconds)} or more for ${plan.episodes} episodes${plan.baseline ? ' and as many of the baseline' : ''}, as many at once as there are workers (${plan.workers})`
