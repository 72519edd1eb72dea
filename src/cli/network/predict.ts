import * as E from 'fp-ts/lib/Either.js'
import { writeFile } from 'node:fs/promises'
import { messageOf } from '../../common/index.ts'
import {
  type DataOptions,
  isStream,
  isTaken,
  readCard,
  readForPrediction,
  writeAside,
} from '../../node/index.ts'
import { predictExamples } from '../../tfjs/index.ts'
import { failedWith, status } from '../exitStatus.ts'
import { note, stdout } from '../output.ts'
import { loadWithEngine } from './loadWithEngine.ts'
import { scorePredictions } from './scorePredictions.ts'
import { trainedOn } from './trainedOn.ts'
import { predictionsCsv } from './predictionsCsv.ts'

/** What `rxnas predict` is told. */
export interface PredictOptions {
  readonly data: string
  readonly out?: string
  /** How the data is read, where not as the training data was. */
  readonly reading?: DataOptions
}

/** Runs `rxnas predict`: reads new data as the network's data was read, and writes its predictions as CSV. */
export const predict = async (path: string, options: PredictOptions): Promise<number> => {
  if (options.out !== undefined && isTaken(options.out))
    return failedWith(
      `${options.out} exists already, and nothing is written over it. Give another file by --out, or none for standard output.`,
    )
  const saved = readCard(path)
  if (E.isLeft(saved)) return failedWith(saved.left.message)
  const { preparation } = saved.right.card
  const read = await readForPrediction(options.data, preparation, options.reading)
  if (E.isLeft(read)) return failedWith(read.left.message)
  for (const text of read.right.notes ?? []) note(`note: ${text}`)
  const model = await loadWithEngine(saved.right, path)
  if (E.isLeft(model)) return model.left
  const predicted = await predictExamples(model.right, read.right.examples)
  model.right.dispose()
  if (E.isLeft(predicted)) return failedWith(predicted.left.message)
  const outputs = predicted.right
  const csv = predictionsCsv(preparation.target, read.right, outputs)
  if (options.out === undefined) for (const line of csv) stdout.data(line)
  else
    try {
      await writeAside(options.out, (aside) =>
        writeFile(aside, csv.map((line) => `${line}\n`).join(''), {
          flag: isStream(aside) ? 'w' : 'wx',
        }),
      )
    } catch (error) {
      return failedWith(`${options.out} could not be written: ${messageOf(error)}.`)
    }
  const score = scorePredictions(preparation.target, read.right, outputs)
  if (score !== undefined) {
    note(score)
    const own = trainedOn(saved.right.card, options.data, outputs.length)
    if (own !== undefined) note(own)
  }
  if (options.out !== undefined) note(`predictions: ${options.out}`)
  return status.well
}
