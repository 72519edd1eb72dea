import { concatMap, map, of } from 'rxjs'
import {
  aFunction,
  checkEach,
  checkOptions,
  finiteNumber,
  optional,
} from '../../src/common/index.ts'
import { refuse, type Rejected, type Validated } from '../../src/episode/index.ts'
import { fromValueOrPromise } from '../internal/fromValueOrPromise.ts'
import { stage } from '../internal/stage.ts'
import { requireFinite } from '../types/NotFinite.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

interface GuardCost<A> {
  readonly at: 'beforeTraining'
  readonly name: 'guardCost'
  readonly needs: Validated<A>
  readonly gives: Rejected
}

/**
 * Rejects a child that costs more than a limit, before it is trained; the reason names the cost.
 * A rejected episode is paid the reward's penalty, so the policy learns what is too expensive.
 * Everything else passes through, in order.
 *
 * @param cost - what an architecture costs, by name: counted, estimated, or measured in time
 * @param limits - the highest that is allowed, for some or all of these names
 *
 * Errors with {@link NotFinite} where a cost with a limit is no finite number, and with whatever
 * `cost` throws.
 *
 * @example
 * import { of } from 'rxjs'
 * import { type Proposed } from 'rxnas'
 * import { cnn1dCost, mnistTask, articleCnn1d } from 'rxnas/space'
 * import { guardCost, validateAction } from 'rxnas/streams'
 *
 * const candidate = { layers: [{ kernel: 5, filters: 32, pool: 2, dropout: 0 }] }
 * of<Proposed>({ _tag: 'Proposed', episode: 0, candidate, trace: [] })
 *   .pipe(
 *     validateAction(articleCnn1d()),
 *     guardCost(cnn1dCost(mnistTask), { parameters: 100_000 }),
 *   )
 *   .subscribe((event) => {
 *     if (event._tag === 'Rejected') console.log(event.reason.message)
 *     // The child's parameters are 251082, over the limit of 100000.
 *   })
 */
export const guardCost = <A, Name extends string>(
  cost: (
    architecture: A,
  ) => Readonly<Record<Name, number>> | PromiseLike<Readonly<Record<Name, number>>>,
  limits: { readonly [name in NoInfer<Name>]?: number },
): PipelineStage<GuardCost<A>> => {
  checkOptions('guardCost()', { cost }, { cost: aFunction() })
  checkEach('guardCost()', limits, optional(finiteNumber()))
  // Object.entries forgets that the keys are names of costs.
  const limited = Object.entries<number | undefined>(limits).flatMap(([name, limit]) =>
    limit === undefined ? [] : [[name as Name, limit] as const],
  )
  const judge =
    (validated: Validated<A>) =>
    (costs: Readonly<Record<Name, number>>): Validated<A> | Rejected => {
      for (const [name, limit] of limited) {
        const spent = requireFinite(`The cost ${name} of episode ${validated.episode}`, costs[name])
        if (spent > limit)
          return refuse(`The child's ${name} are ${spent}, over the limit of ${limit}.`)(validated)
      }
      return validated
    }
  return stage<GuardCost<A>>('guardCost', Object.fromEntries(limited), (source) =>
    source.pipe(
      concatMap((event) =>
        event._tag === 'Validated'
          ? fromValueOrPromise(cost(event.architecture)).pipe(map(judge(event)))
          : of(event),
      ),
    ),
  )
}
