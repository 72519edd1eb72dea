import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { concat, type Observable, of } from 'rxjs'
import { type DataOptions } from '../../data/index.ts'
import { type DataUnderstood, type SessionEvent } from '../events/SessionEvent.ts'
import { bracketed } from '../operators/bracketed.ts'
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

/** Sets the engine up and reads the data, tells both, and hands the data to `use` while it lies there. */
export const prepareData = (
  { engine, data }: Pick<SessionPorts, 'engine' | 'data'>,
  source: string,
  options: DataOptions,
  use: (data: OpenData) => Observable<SessionEvent>,
): Observable<SessionEvent> =>
  bracketed(
    (tell: (event: SessionEvent) => void) =>
      pipe(
        engine(tell),
        TE.flatMap(() =>
          data.open(source, options, (message) => {
            tell({ _tag: 'Warned', message })
          }),
        ),
      ),
    (open) => concat(of<SessionEvent>(understood(open)), use(open)),
    data.close,
  )
