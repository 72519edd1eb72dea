import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { catchError, defer, EMPTY, from, lastValueFrom, mergeMap, of } from 'rxjs'
import { type Observable, ReplaySubject, tap, throwError } from 'rxjs'
import { engineReport } from '../../src/cli/engine/engineReport.ts'
import { failedWith, status } from '../../src/cli/exitStatus.ts'
import { note, out, stderr } from '../../src/cli/output.ts'
import { stopBySignal } from '../../src/cli/session/interruption.ts'
import { bracket, messageOf } from '../../src/common/index.ts'
import { nodePorts, version } from '../../src/node/index.ts'
import { type OpenData, type SessionCommand, type SessionError } from '../../src/session/index.ts'
import { sessionFailed } from '../../src/session/index.ts'
import { writeText } from '../jsonLines.ts'
import { type Plan } from './plan.ts'

/** The data of an experiment, how many of its images train, and the wish to stop. */
export interface Basis {
  readonly data: OpenData
  readonly images: number
  readonly stop$: Observable<SessionCommand>
}

/** What an experiment says, does and comes to; each of its tasks says lines while it runs. */
export interface Experiment {
  readonly folder: string
  readonly heading: ReadonlyArray<string>
  readonly tasks: ReadonlyArray<readonly [name: string, lines: Observable<string>]>
  readonly end: () => {
    readonly report: object
    readonly lines: ReadonlyArray<string>
    readonly drawing?: string
    readonly stopped: string
  }
}

/** A result in words; an error where it could not be kept. */
export const told = <A>(kept: E.Either<SessionError, A>, words: (value: A) => string) =>
  E.isLeft(kept) ? throwError(() => kept.left) : of(words(kept.right))

const openData = (source: string): TE.TaskEither<SessionError, OpenData> =>
  pipe(
    // Of a table more would have to be said, and the article's networks read images.
    statSync(source, { throwIfNoEntry: false })?.isFile() === true
      ? TE.left(
          `${source} is a file, but --data takes mnist, fashion-mnist or a folder of IDX files here.`,
        )
      : TE.right(source),
    TE.mapLeft(sessionFailed),
    TE.flatMap(() => nodePorts.engine(engineReport(stderr), new AbortController().signal)),
    TE.flatMap(() => nodePorts.data.open(source, {}, note)),
  )

const imagesOf = ({ images, data: source }: Plan, { prepared }: OpenData) => {
  const { count } = prepared.splits.train
  const message = `--images asks for ${images} training images, but ${source} has ${count}.`
  return images !== undefined && images > count
    ? E.left(sessionFailed(message))
    : E.right(images ?? count)
}

/** Runs an experiment on the data of its plan, and writes and prints what it came to; gives the exit status. */
export const runExperiment = (
  plan: Plan,
  experimentOn: (basis: Basis) => E.Either<SessionError, Experiment>,
): Promise<number> => {
  const say = plan.json ? note : out
  const stop$ = new ReplaySubject<SessionCommand>(1)
  let wasStopped = false
  const failures: Array<string> = []
  const run = ([name, lines]: Experiment['tasks'][number]): Observable<string> =>
    defer(() => (wasStopped ? EMPTY : lines)).pipe(
      tap((line) => {
        say(`${name}: ${line}`)
      }),
      catchError((error: unknown) => {
        failures.push(`${name}: ${messageOf(error)}`)
        return EMPTY
      }),
    )
  const runAll =
    ({ prepared }: OpenData, { heading, tasks, folder, end }: Experiment) =>
    async () => {
      for (const line of [...prepared.report, ...heading]) say(line)
      const signals = stopBySignal.pipe(tap(() => (wasStopped = true))).subscribe(stop$)
      await lastValueFrom(from(tasks).pipe(mergeMap(run, plan.workers)), { defaultValue: '' })
      signals.unsubscribe()
      const { report, lines, drawing, stopped } = end()
      return pipe(
        writeText(
          join(folder, 'report.json'),
          `${JSON.stringify({ version, ...report }, null, 2)}\n`,
        ),
        E.flatMap(() =>
          drawing === undefined
            ? E.right(undefined)
            : writeText(join(folder, 'curves.svg'), drawing),
        ),
        E.map(() => {
          for (const line of plan.json ? [JSON.stringify(report)] : lines) out(line)
          for (const line of wasStopped ? [...failures, stopped] : failures) note(line)
          return wasStopped ? status.interrupted : failures.length > 0 ? status.failed : status.well
        }),
      )
    }
  const runOn = (data: OpenData): TE.TaskEither<SessionError, number> =>
    pipe(
      TE.fromEither(imagesOf(plan, data)),
      TE.flatMapEither((images) => experimentOn({ data, images, stop$ })),
      TE.flatMap((experiment) => runAll(data, experiment)),
    )
  return pipe(
    bracket(openData(plan.data), runOn, nodePorts.data.close),
    TE.match(
      ({ message }) => failedWith(message),
      (ended) => ended,
    ),
  )()
}
