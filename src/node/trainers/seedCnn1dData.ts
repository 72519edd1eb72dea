import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Cnn1dTask } from '../../index.ts'
import { type Splits } from '../../tfjs/index.ts'
import { loadMnist } from '../data/index.ts'
import { loadEngine } from '../engine/index.ts'

/** What a worker that trains the article's children is told: plain data. */
export interface SeedCnn1dWorkerOptions {
  /** Folder of the IDX files. */
  readonly dataFolder: string
  readonly task: Cnn1dTask
  /** Training examples that children see; all of them unless told. */
  readonly trainImages?: number
  readonly threads: number
}

const Options: t.Type<SeedCnn1dWorkerOptions, unknown> = t.readonly(
  t.intersection([
    t.type({
      dataFolder: t.string,
      task: t.readonly(
        t.type({
          length: t.number,
          channels: t.number,
          classes: t.number,
          poolStride: t.union([t.literal('one'), t.literal('size')]),
        }),
      ),
      threads: t.number,
    }),
    t.partial({ trainImages: t.number }),
  ]),
)

/** Loads the engine and the data that a worker's options name. Throws what the worker reports as its failure to load. */
export const loadWorker = async (
  raw: unknown,
): Promise<{ readonly options: SeedCnn1dWorkerOptions; readonly splits: Splits }> => {
  const options = Options.decode(raw)
  if (E.isLeft(options)) throw new Error('its options are not those of a seedCnn1d worker')
  const engine = await loadEngine({ threads: options.right.threads })
  if (E.isLeft(engine)) throw new Error(engine.left.message)
  const splits = await loadMnist(options.right.dataFolder)
  if (E.isLeft(splits)) throw new Error(splits.left.message)
  return { options: options.right, splits: splits.right }
}
