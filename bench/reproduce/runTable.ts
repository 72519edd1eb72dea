import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { join } from 'node:path'
import { concatMap, EMPTY, type Observable } from 'rxjs'
import { version } from '../../src/node/index.ts'
import { readJsonLines } from '../jsonLines.ts'
import { article, published } from './article.ts'
import { curvesSvg } from './curvesSvg.ts'
import { type Basis, type Experiment, runExperiment, told } from './experiment.ts'
import { type TablePlan } from './plan.ts'
import { addResult, CurvePoint, refuseOther, Run, type RunSettings } from './results.ts'
import { trainNetwork } from './sessions.ts'
import { renderTable, tableReport } from './tableReport.ts'

const epochLine = ({ epoch, loss, validationAccuracy, testAccuracy }: CurvePoint, epochs: number) =>
  `epoch ${epoch}/${epochs}  loss ${loss.toFixed(4)}  validation ${validationAccuracy.toFixed(4)}  test ${testAccuracy.toFixed(4)}`

/** The runs of a plan that are not done yet; each is added to `runs` and to their file when it ends. */
const tableOf = (
  plan: TablePlan,
  basis: Basis,
  file: string,
  settings: RunSettings,
  runs: Array<Run>,
): Experiment => {
  const { epochs, threads, workers, seeds, architectures, out: folder } = plan
  const addRun = addResult(file, Run, runs)
  const train = trainNetwork(basis, { threads, poolStride: article.poolStride })
  const all = seeds.flatMap((seed) => architectures.map((architecture) => ({ architecture, seed })))
  const linesOf = (one: (typeof all)[number]): Observable<string> => {
    const curve: Array<CurvePoint> = []
    // The epochs of a run that is stopped are no result, but hours of work to look at.
    const addPoint = addResult(join(folder, 'epochs.jsonl'), CurvePoint, curve, one)
    return train(published[one.architecture].architecture, { epochs }, one.seed).pipe(
      concatMap((event) => {
        if (event._tag === 'FinalProgress')
          return told(addPoint(event.metrics), (point) => epochLine(point, epochs))
        if (event._tag !== 'Finished') return EMPTY
        const made = { ...one, settings, threads, at: new Date().toISOString(), version, curve }
        return told(addRun({ _tag: 'Run', ...made, ...event.metrics }), () => 'ended')
      }),
    )
  }
  const isDone = ({ architecture, seed }: (typeof all)[number]): boolean =>
    runs.some((run) => run.architecture === architecture && run.seed === seed)
  const tasks = all
    .filter((one) => !isDone(one))
    .map((one) => [`${one.architecture}, seed ${one.seed}`, linesOf(one)] as const)
  const { learningRate, batchSize } = article.training
  return {
    folder,
    heading: [
      `table: ${all.length} runs of ${epochs} epochs of ${settings.images} images, Adam ${learningRate}, batch ${batchSize}, pooling with stride 1; ${tasks.length} to do, ${workers} at once, threads each: ${threads}`,
      `results: ${file}`,
    ],
    tasks,
    end: () => {
      const report = tableReport(plan.data, settings, runs)
      const stopped = `Stopped with ${runs.length} of ${all.length} runs done. They are in ${file}; the same command goes on with the others.`
      return { report, lines: renderTable(report), drawing: curvesSvg(report), stopped }
    },
  }
}

/** Runs each architecture with each seed, but for those that the folder's results hold already. */
export const runTable = (plan: TablePlan): Promise<number> =>
  runExperiment(plan, (basis) => {
    const file = join(plan.out, 'results.jsonl')
    const settings = { data: basis.data.sha256, images: basis.images, epochs: plan.epochs }
    const check = (run: Run) =>
      refuseOther(run.settings, settings, `${file} holds runs`, 'in one table with')
    return pipe(
      readJsonLines(file, Run),
      E.tap(E.traverseArray(check)),
      E.map((runs) => tableOf(plan, basis, file, settings, [...runs])),
    )
  })
