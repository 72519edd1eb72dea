import * as E from 'fp-ts/lib/Either.js'
import { from, tap } from 'rxjs'
import { type Budget } from '../../index.ts'
import { type ProcessTrainer } from '../../node/index.ts'
import { follow } from '../search/follow.ts'
import { type Interruption } from '../search/interruption.ts'
import { CurvePoint } from './Run.ts'

/** What a training measured: its learning curve, and the network's figures. */
export interface TrainedCurve {
  readonly curve: ReadonlyArray<CurvePoint>
  readonly parameters: number
  readonly flops: number
  readonly testExamples: number
  readonly seconds: number
}

/** Who hears of a training under way. */
export interface CurveListener {
  readonly stepped: (step: number, steps: number) => void
  readonly passed: (point: CurvePoint) => void
}

/** Trains an architecture by a pool of curve workers. Gives nothing where it was stopped. */
export const trainCurve = async (
  { trainer }: ProcessTrainer<unknown>,
  job: { readonly architecture: unknown; readonly budget: Budget; readonly seed: number },
  { asked$ }: Pick<Interruption, 'asked$'>,
  listener: CurveListener,
): Promise<E.Either<string, TrainedCurve | undefined>> => {
  const curve: Array<CurvePoint> = []
  let measured: Readonly<Record<string, unknown>> | undefined
  const ended = await follow(
    from(trainer({ ...job, signal: new AbortController().signal })).pipe(
      tap((said) => {
        if (!('_tag' in said)) {
          measured = said
          return
        }
        const { step, steps, metrics } = said
        if (typeof step === 'number' && typeof steps === 'number') listener.stepped(step, steps)
        const point = CurvePoint.decode(metrics)
        if (E.isLeft(point)) return
        curve.push(point.right)
        listener.passed(point.right)
      }),
    ),
    asked$,
  )
  const figure = (name: string): number => Number(measured?.[name] ?? NaN)
  return E.Functor.map(ended, () =>
    measured === undefined
      ? undefined
      : {
          curve,
          parameters: figure('parameters'),
          flops: figure('flops'),
          testExamples: figure('testExamples'),
          seconds: figure('seconds'),
        },
  )
}
