import { concatMap, defer, finalize, map, of } from 'rxjs'
import { refuse, type Rejected, type Validated } from '../../src/episode/index.ts'
import { eventually } from '../internal/eventually.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

interface ConfirmChild<A> {
  readonly at: 'beforeTraining'
  readonly name: 'confirmChild'
  readonly needs: Validated<A>
  readonly gives: Rejected
}

/**
 * Asks before each child is trained, one child at a time and in order: a person, or another
 * program. Who is answered yes is trained while the next is asked about; a no is a rejected
 * episode, paid the reward's penalty, so the policy learns it too. A string is a no with its
 * reason. The signal is aborted where the search is stopped before the answer. Everything else
 * passes through, in order.
 *
 * Errors with whatever `ask` throws or rejects with: an answer that cannot be had stops the search.
 *
 * @example
 * import { of } from 'rxjs'
 * import { int, type Proposed, struct } from 'rxnas'
 * import { confirmChild, validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: int({ min: 1, max: 64 }) })
 * of<Proposed>({ _tag: 'Proposed', episode: 0, candidate: { units: 64 }, trace: [] })
 *   .pipe(
 *     validateAction(space),
 *     confirmChild<{ units: number }>(({ architecture }) =>
 *       Promise.resolve(architecture.units < 64 || 'not before Monday'),
 *     ),
 *   )
 *   .subscribe((event) => {
 *     if (event._tag === 'Rejected') console.log(event.reason.message)
 *     // The child was not confirmed: not before Monday.
 *   })
 */
export const confirmChild = <A>(
  ask: (
    child: Validated<A>,
    signal: AbortSignal,
  ) => boolean | string | PromiseLike<boolean | string>,
): PipelineStage<ConfirmChild<A>> => {
  const answered =
    (child: Validated<A>) =>
    (answer: boolean | string): Validated<A> | Rejected =>
      answer === true
        ? child
        : refuse(
            `The child was not confirmed${answer === false ? '' : `: ${answer.replace(/\.$/, '')}`}.`,
          )(child)
  return stage<ConfirmChild<A>>('confirmChild', {}, (source) =>
    source.pipe(
      concatMap((event) =>
        event._tag === 'Validated'
          ? defer(() => {
              const aborter = new AbortController()
              return eventually(ask(event, aborter.signal)).pipe(
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
