import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { catchError, last, map, type Observable, of, scan } from 'rxjs'
import {
  decodeArchitecture,
  type Measurement,
  type SearchSpace,
  stepsOf,
  type TrainingProgress,
  walk,
  type Walk,
} from '../../core.ts'
import { type Warned } from '../events/SessionEvent.ts'
import { type Estimated } from '../events/preparationEvents.ts'
import { isTagged } from '../events/isTagged.ts'
import { abortable } from '../operators/abortable.ts'
import { type SearchContext } from './SearchContext.ts'

/** Steps of the measured child: enough that the first, which is slow, does not count. */
const measuredSteps = 40

/** An architecture of a space's first options, or of the first that validation accepts beside them. */
const smallArchitecture = (space: SearchSpace<unknown>): unknown => {
  const decode = decodeArchitecture(space)
  const candidates = Array.from({ length: 8 }, (_, option) => {
    let at: Walk = walk(space)
    while (at._tag === 'Decide') at = at.choose(Math.min(option, at.of - 1))
    return decode(at.candidate)
  })
  return pipe(
    candidates.find(E.isRight),
    E.fromNullable(undefined),
    E.flatten,
    E.getOrElse<unknown, unknown>(() => undefined),
  )
}

interface Seen {
  readonly step: number
  readonly at: number
}

interface Measured {
  readonly first: Seen | undefined
  readonly last: Seen | undefined
  readonly seconds: number | undefined
}

const nothing: Measured = { first: undefined, last: undefined, seconds: undefined }

const see =
  (now: () => number) =>
  (sofar: Measured, message: TrainingProgress | Measurement): Measured => {
    if (isTagged(message, 'Progress')) {
      const seen = { step: message.step, at: now() }
      return { ...sofar, first: sofar.first ?? seen, last: seen }
    }
    // What is no progress is the measurement.
    const { seconds } = message
    return { ...sofar, seconds }
  }

const failed: Warned = {
  _tag: 'Warned',
  message: 'There is no estimate: a small child could not be trained.',
}

/**
 * Trains a small child of the space for a few steps and tells from them what a child, and the whole
 * search, will take. Only warns where the child could not be trained: the search will tell why.
 */
export const estimateSearch = ({
  ports,
  plan,
  parts: { children },
  data: { prepared },
  pool,
}: SearchContext): Observable<Estimated | Warned> => {
  const architecture = smallArchitecture(children.space)
  if (architecture === undefined) return of(failed)
  const job = {
    architecture,
    budget: { steps: measuredSteps },
    seed: 0,
  }
  return abortable((signal) => pool.trainer({ ...job, signal })).pipe(
    scan(see(ports.now), nothing),
    last(undefined, nothing),
    catchError(() => of(nothing)),
    map(({ first, last: latest, seconds }): Estimated | Warned => {
      if (first === undefined || latest === undefined || seconds === undefined) return failed
      const perStep = (latest.at - first.at) / 1000 / Math.max(1, latest.step - first.step)
      const { batchSize } = children.training(architecture)
      const count = Math.min(plan.trainExamples ?? Infinity, prepared.splits.train.count)
      const steps = stepsOf(plan.budget, count, Math.min(batchSize, count))
      // What is not steps is building and measuring, which every child does once.
      const childSeconds = steps * perStep + Math.max(0, seconds - latest.step * perStep)
      const searches = plan.baseline ? 2 : 1
      const together = Math.min(plan.workers, searches * plan.batch)
      return {
        _tag: 'Estimated',
        childSeconds,
        searchSeconds: (childSeconds * searches * plan.episodes) / together,
      }
    }),
  )
}
