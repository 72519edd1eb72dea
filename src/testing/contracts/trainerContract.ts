import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { defer, from, lastValueFrom, type Observable, tap, timeout, toArray } from 'rxjs'
import { checkOptions, positiveNumber, wholeNumber } from '../../common/index.ts'
import {
  architectureKey,
  type Budget,
  checkBudget,
  canonicalJson,
  measure,
  type Metrics,
  type SearchSpace,
  TrainingError,
  type Validated,
} from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import { architecture } from '../arbitraries/architecture.ts'

/** A trainer, the space of its children, and how hard to try it. */
export interface TrainerUnderTest<A> {
  readonly trainer: Trainer<A>
  readonly space: SearchSpace<A>
  /** The budget of each training; default one step. */
  readonly budget?: Budget
  /** Children trained; default 3. */
  readonly runs?: number
  /** Metrics that differ from run to run; default `seconds` and `latency`. */
  readonly varying?: ReadonlyArray<string>
  /** Seconds within which an aborted training has to end; default 5. */
  readonly abortTimeout?: number
}

const demand = (holds: boolean, law: string): void => {
  if (!holds) throw new Error(`trainerContract: ${law}`)
}

const stepOf = (emitted: unknown): number | undefined => {
  if (typeof emitted !== 'object' || emitted === null) return undefined
  const step: unknown = Reflect.get(emitted, '_tag') === 'Progress' && Reflect.get(emitted, 'step')
  return typeof step === 'number' ? step : undefined
}

/** What of the metrics is the same in every run. */
const stableMetrics = (metrics: Metrics, varying: ReadonlyArray<string>): string =>
  canonicalJson(
    Object.fromEntries(Object.entries(metrics).filter(([name]) => !varying.includes(name))),
  )

/**
 * Asserts the laws of a trainer on random children: it ends in metrics that are finite numbers or in
 * a `TrainingError`, its steps never go back, the same job measures the same, its architecture is
 * not changed, and it stops when its signal is aborted.
 *
 * @throws Error naming the law that is broken, as a rejection; fast-check's message holds the smallest child that breaks it.
 * @example
 * import { choice, struct } from 'rxnas'
 * import { trainerContract } from 'rxnas/testing'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * await trainerContract({ trainer: (job) => [{ accuracy: job.architecture.units / 32 }], space })
 */
export const trainerContract = async <A>({
  trainer,
  space,
  budget = { steps: 1 },
  runs = 3,
  varying = ['seconds', 'latency'],
  abortTimeout = 5,
}: TrainerUnderTest<A>): Promise<void> => {
  checkOptions(
    'trainerContract()',
    { runs, abortTimeout },
    { runs: wholeNumber(1), abortTimeout: positiveNumber() },
  )
  checkBudget('trainerContract()', budget)
  const training = (child: A, seed: number, signal: AbortSignal): Observable<unknown> =>
    defer(() => from(trainer({ architecture: child, budget, seed, signal })))

  const measured = async (child: A, seed: number): Promise<E.Either<TrainingError, Metrics>> => {
    const { signal } = new AbortController()
    let emitted: ReadonlyArray<unknown>
    try {
      emitted = await lastValueFrom(training(child, seed, signal).pipe(toArray()))
    } catch (error) {
      if (TrainingError.is(error)) return E.left(error)
      throw new Error(
        `trainerContract: it fails with ${String(error)}, which is no TrainingError`,
        {
          cause: error,
        },
      )
    }
    const steps = emitted.map(stepOf).filter((step) => step !== undefined)
    demand(
      steps.every((step, i) => step >= (steps[i - 1] ?? 0)),
      `its steps go back: ${steps.join(', ')}`,
    )
    const validated: Validated<A> = {
      _tag: 'Validated',
      episode: 0,
      trace: [],
      architecture: child,
      key: architectureKey(space)(child),
    }
    const last = emitted.at(-1)
    demand(last !== undefined && stepOf(last) === undefined, 'it ends without metrics')
    return E.bimap(
      ({ reason }: { readonly reason: TrainingError }) => {
        throw new Error(`trainerContract: ${reason.message}`)
      },
      ({ metrics }: { readonly metrics: Metrics }) => metrics,
    )(measure(last)(validated))
  }

  const stops = async (child: A, seed: number): Promise<void> => {
    const aborter = new AbortController()
    const watched = training(child, seed, aborter.signal).pipe(
      tap(() => {
        aborter.abort()
      }),
      toArray(),
      timeout(abortTimeout * 1000),
    )
    const begun = lastValueFrom(watched)
    aborter.abort()
    try {
      await begun
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      demand(!late, `it goes on for ${abortTimeout} s after its signal was aborted`)
    }
  }

  await fc.assert(
    fc.asyncProperty(architecture(space), fc.nat(99), async (child, seed) => {
      const key = architectureKey(space)(child)
      const [first, again] = [await measured(child, seed), await measured(child, seed)]
      demand(architectureKey(space)(child) === key, 'it changes its architecture')
      const [one, other] = [first, again].map(
        E.match(
          ({ message }) => message,
          (metrics) => stableMetrics(metrics, varying),
        ),
      )
      demand(one === other, `the same job measures ${one ?? ''}, then ${other ?? ''}`)
      await stops(child, seed)
    }),
    { numRuns: runs, includeErrorInReport: true },
  )
}
