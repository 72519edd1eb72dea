import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Task } from '../../index.ts'
import { type Children, FamilyReference } from '../../tfjs/index.ts'
import { readStoredTask } from '../data/index.ts'
import { loadEngine } from '../engine/index.ts'
import { findFamily } from './findFamily.ts'

/** Options of a worker that trains children: plain data. */
export interface ChildWorkerOptions {
  /** Folder of a data set that `storeSplits` has written. */
  readonly dataFolder: string
  readonly family: FamilyReference
  /** Training examples that children see; default all of them. */
  readonly trainExamples?: number
  /** How often a training is evaluated on the validation examples; default once, at its end. */
  readonly evaluationsPerTraining?: number
  /**
   * Whether children begin with the weights of earlier ones (`weightBank`): for one worker only,
   * since each has a bank of its own.
   */
  readonly inherit?: boolean
  readonly threads: number
  /** Whether each trained child's latency is measured. */
  readonly latency?: boolean
}

const Options: t.Type<ChildWorkerOptions, unknown> = t.readonly(
  t.intersection([
    t.type({ dataFolder: t.string, family: FamilyReference, threads: t.number }),
    t.partial({
      trainExamples: t.number,
      latency: t.boolean,
      evaluationsPerTraining: t.number,
      inherit: t.boolean,
    }),
  ]),
)

/** What a worker has loaded. */
export interface LoadedWorker {
  readonly options: ChildWorkerOptions
  readonly task: Task
  readonly unit: number
  readonly children: Children<unknown>
}

/** What an `Either` holds; throws its message, which a worker reports as its failure to load. */
export const orThrow = <A>(either: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.message)
  return either.right
}

/** Loads the engine, the family and the task that a worker's options name. */
export const loadWorker = async (raw: unknown): Promise<LoadedWorker> => {
  const options = Options.decode(raw)
  if (E.isLeft(options)) throw new Error('its options are not those of a child worker')
  orThrow(await loadEngine({ threads: options.right.threads }))
  const { task, unit = 1 } = orThrow(readStoredTask(options.right.dataFolder))
  const { family: reference } = options.right
  // Whoever started the worker has asked the person for the file already.
  const found = await findFamily(
    reference,
    reference._tag === 'Configured' ? reference.file : undefined,
  )
  if (E.isLeft(found)) throw new Error(found.left)
  const children = orThrow(found.right.family.forTask(task))
  return { options: options.right, task, unit, children }
}
