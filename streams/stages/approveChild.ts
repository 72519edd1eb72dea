import { concatMap, defer, finalize, map, of } from 'rxjs'
import { refuse, type Rejected, type Validated } from '../../src/episode/index.ts'
import { fromValueOrPromise } from '../internal/fromValueOrPromise.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { aFunction, checkOptions } from '../../src/common/index.ts'

interface ApproveChild<A> {
  readonly at: 'beforeTraining'
  readonly name: 'approveChild'
  readonly needs: Validated<A>
  readonly gives: Rejected
}

/**
 * Asks for approval before each child is trained, one child at a time and in order: a person, or
 * another program. A child that is approved is trained while the next is asked about; one that is not
 * is a rejected episode, paid the reward's penalty, so the policy learns from it too. The answer is
 * `true`, `false`, or a string: a no with its reason. The signal is aborted where the search is
 * stopped before the answer. Everything else passes through, in order.
 *
 * Errors with whatever `ask` throws or rejects with: an answer that cannot be had stops the search.
 *
 * @example
 * import { of } from 'rxjs'
 * import { int, type Proposed, struct } from 'rxnas'
 * import { approveChild, validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: int({ min: 1, max: 64 }) })
 * of<Proposed>({ _tag: 'Proposed', episode: 0, candidate: { units: 64 }, trace: [] })
 *   .pipe(
 *     validateAction(space),
 *     approveChild<{ units: number }>(({ architecture }) =>
 *       Promise.resolve(architecture.units < 64 || 'not before Monday'),
 *     ),
 *   )
 *   .subscribe((event) => {
 *     if (event._tag === 'Rejected') console.log(event.reason.message)
 *     // The child was not approved: not before Monday.
 *   })
 */
export const approveChild = <A>(
  ask: (
    child: Validated<A>,
    signal: AbortSignal,
  ) => boolean | string | PromiseLike<boolean | string>,
): PipelineStage<ApproveChild<A>> => {
  checkOptions('approveChild()', { ask }, { ask: aFunction() })
  const answered =
    (child: Validated<A>) =>
    (answer: boolean | string): Validated<A> | Rejected =>
      answer === true
        ? child
        : refuse(
            `The child was not approved${answer === false ? '' : `: ${answer.replace(/\.$/, '')}`}.`,
          )(child)
  return stage<ApproveChild<A>>('approveChild', {}, (source) =>
    source.pipe(
      concatMap((event) =>
        event._tag === 'Validated'
          ? defer(() => {
              const aborter = new AbortController()
              return fromValueOrPromise(ask(event, aborter.signal)).pipe(
                map(answered(event)),
                finalize(() => {
                  aborter.abort()
                }),
              )
            })
          : of(event),
      ),
    ),
  )
}
