import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { from, lastValueFrom, mergeMap } from 'rxjs'
import { cnn1dCost, cnn1dTask } from '../../index.ts'
import { curveWorker, engineEnvironment, processTrainer } from '../../node/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, out } from '../output.ts'
import { listenForInterruption } from '../search/interruption.ts'
import { progressBar } from '../view/sparkline.ts'
import { version } from '../version.ts'
import { type ArchitectureName, article, published } from './articleFigures.ts'
import { curvesSvg } from './curvesSvg.ts'
import { appendJsonLine, readJsonLines } from './jsonLines.ts'
import { openData } from './openData.ts'
import { type TablePlan } from './plan.ts'
import { renderTable } from './renderTable.ts'
import { Run, type RunSettings } from './Run.ts'
import { openScreen } from './screen.ts'
import { settingsDifference } from './settingsDifference.ts'
import { tableReport } from './tableReport.ts'
import { showTimeLeft } from './timeLeft.ts'
import { trainCurve } from './trainCurve.ts'
import { writeFiles } from './writeFiles.ts'

interface Task {
  readonly architecture: ArchitectureName
  readonly seed: number
}

const nameOf = ({ architecture, seed }: Task): string => `${architecture}, seed ${seed}`

/**
 * Runs the article's table: each architecture with each seed, those that the folder's results do not
 * hold already. A run is a line of the results as soon as it has ended.
 */
export const runTable = async (plan: TablePlan): Promise<number> => {
  const opened = await openData(plan.data, plan.images)
  if (E.isLeft(opened)) return failedWith(opened.left)
  const { prepared, folder, sha256, images } = opened.right
  const { task } = prepared.splits
  const settings: RunSettings = {
    data: sha256,
    images,
    epochs: plan.epochs,
  }
  const file = join(plan.out, 'results.jsonl')
  const before = readJsonLines(file, Run)
  if (E.isLeft(before)) return failedWith(before.left)
  const [other] = before.right.flatMap(
    (run) => settingsDifference({ ...run.settings }, { ...settings }) ?? [],
  )
  if (other !== undefined)
    return failedWith(
      `${file} holds runs of other settings (${other}), which cannot stand in one table with these. Give another folder by --out.`,
    )
  const runs: Array<Run> = [...before.right]
  const isDone = ({ architecture, seed }: Task): boolean =>
    runs.some((run) => run.architecture === architecture && run.seed === seed)
  const all = plan.seeds.flatMap((seed) =>
    plan.architectures.map((architecture): Task => ({ architecture, seed })),
  )
  const tasks = all.filter((one) => !isDone(one))

  const screen = openScreen(plan.json)
  const { say } = screen
  for (const line of prepared.report) say(line)
  say(
    `table: ${all.length} runs of ${plan.epochs} epochs of ${settings.images} images, Adam ${article.training.learningRate}, batch ${article.training.batchSize}, pooling with stride 1; ${tasks.length} to do, ${plan.workers} at once, threads each: ${plan.threads}`,
  )
  say(`results: ${file}`)

  const interruption = listenForInterruption(status.interrupted)
  const pool = processTrainer<unknown>({
    module: curveWorker,
    options: {
      dataFolder: folder,
      family: { _tag: 'Named', name: 'article', settings: { poolStride: article.poolStride } },
      trainExamples: images,
      threads: plan.threads,
    },
    environment: engineEnvironment({ threads: plan.threads }),
    workers: plan.workers,
  })
  const began = performance.now()
  const flopsOf = cnn1dCost(cnn1dTask(task, article.poolStride))
  const workOf = ({ architecture }: Task): number =>
    flopsOf(published[architecture].architecture).flops
  const total = tasks.reduce((sum, one) => sum + workOf(one), 0)
  /** Parts of the runs that are done, of 1 each. */
  const parts = new Map<Task, number>()
  const left = (): string => {
    const done = [...parts].reduce((sum, [one, part]) => sum + part * workOf(one), 0)
    return showTimeLeft({ total, done }, (performance.now() - began) / 1000)
  }
  const failures: Array<string> = []

  const run = async (one: Task): Promise<void> => {
    if (interruption.wasAsked()) return
    const { architecture } = published[one.architecture]
    const trained = await trainCurve(
      pool,
      { architecture, budget: { epochs: plan.epochs }, seed: one.seed },
      interruption,
      {
        stepped: (step, steps) => {
          parts.set(one, step / steps)
          screen.draw([
            ...[...parts]
              .filter(([, part]) => part < 1)
              .map(([at, part]) => `${nameOf(at).padEnd(16)}${progressBar(part, 30)}`),
            `${runs.length} of ${all.length} runs${left()}`,
          ])
        },
        passed: (point) => {
          const { epoch, loss, validationAccuracy, testAccuracy } = point
          // The epochs of a run that is stopped are no result, but hours of work to look at.
          const noted = appendJsonLine(join(plan.out, 'epochs.jsonl'), { ...one, ...point })
          if (E.isLeft(noted)) failures.push(noted.left)
          say(
            `${nameOf(one)}: epoch ${epoch}/${plan.epochs}  loss ${loss.toFixed(4)}  validation ${validationAccuracy.toFixed(4)}  test ${testAccuracy.toFixed(4)}${left()}`,
          )
        },
      },
    )
    if (E.isLeft(trained)) {
      failures.push(`${nameOf(one)}: ${trained.left}`)
      return
    }
    if (trained.right === undefined) return
    const ended: Run = {
      _tag: 'Run',
      ...one,
      settings,
      threads: plan.threads,
      at: new Date().toISOString(),
      version,
      ...trained.right,
    }
    runs.push(ended)
    const kept = appendJsonLine(file, ended)
    if (E.isLeft(kept)) failures.push(kept.left)
  }

  await lastValueFrom(from(tasks).pipe(mergeMap(run, plan.workers)), { defaultValue: undefined })
  await pool.close()
  screen.clear()
  interruption.release()

  const report = tableReport(plan.data, settings, runs)
  const written = writeFiles(plan.out, {
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'curves.svg': curvesSvg(report),
  })
  if (E.isLeft(written)) return failedWith(written.left)
  if (plan.json) out(JSON.stringify(report))
  else for (const line of renderTable(report)) out(line)
  for (const failure of failures) note(failure)
  if (interruption.wasAsked()) {
    note(
      `Stopped with ${runs.length} of ${all.length} runs done. They are in ${file}; the same command goes on with the others.`,
    )
    return status.interrupted
  }
  return failures.length === 0 ? status.well : status.failed
}
