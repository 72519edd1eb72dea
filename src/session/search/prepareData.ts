import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { concat, EMPTY, type Observable, of } from 'rxjs'
import { type DataOptions } from '../../data/index.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type DataUnderstood } from '../events/preparationEvents.ts'
import { bracketed } from '../operators/bracketed.ts'
import { type StopRequest } from '../operators/stopRequest.ts'
import { untilAborted } from '../operators/untilAborted.ts'
import { type OpenData } from '../ports/OpenData.ts'
import { type SessionPorts } from '../ports/SessionPorts.ts'

const understood = ({ prepared, sha256 }: OpenData): DataUnderstood => {
  const { source, report, leftOut, splits } = prepared
  const { task, train, validation, test } = splits
  return {
    _tag: 'DataUnderstood',
    ...{ source, sha256, task, report, leftOut },
    examples: { train: train.count, validation: validation.count, test: test.count },
  }
}

/**
 * Sets the engine up and reads the data, tells both, and hands the data to `use` while it lies there.
 * A request to stop ends both; the engine's set-up is waited for, as it cleans up behind itself.
 */
export const prepareData = (
  { engine, data }: Pick<SessionPorts, 'engine' | 'data'>,
  stopRequest: StopRequest,
  source: string,
  options: DataOptions,
  use: (data: OpenData) => Observable<SessionEvent>,
): Observable<SessionEvent> =>
  bracketed(
    (tell: (event: SessionEvent) => void, left) => {
      const signal = AbortSignal.any([left, stopRequest.signal])
      const open = data.open(source, options, (message) => {
        if (!signal.aborted) tell({ _tag: 'Warned', message })
      })
      return pipe(
        engine(tell, signal),
        TE.flatMap(() => untilAborted(signal, open, data.close)),
        TE.orElse((error) => (signal.aborted ? TE.right(O.none) : TE.left(error))),
      )
    },
    O.match(
      () => EMPTY,
      (open) => concat(of<SessionEvent>(understood(open)), use(open)),
    ),
    O.match(() => T.of(undefined), data.close),
  )
