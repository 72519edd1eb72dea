import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { orThrow } from '../../common/index.ts'
import { type Examples, type Task } from '../../core.ts'
import { type Children, FamilyReference } from '../../tfjs/index.ts'
import { readStored, readStoredTask } from '../data/storedSplits.ts'
import { loadEngine } from '../engine/index.ts'
import { findFamily, type FoundFamily } from './findFamily.ts'

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
  readonly labelScale: number
  readonly children: Children<unknown>
  /** Reads a part of the stored data; throws where it is not there. */
  readonly read: (part: 'train' | 'validation' | 'test') => Examples
}

interface Problem {
  readonly message: string
}

const readOptions = (raw: unknown): E.Either<Problem, ChildWorkerOptions> =>
  pipe(
    Options.decode(raw),
    E.mapLeft(() => ({ message: 'its options are not those of a child worker' })),
  )

/** Whoever started the worker has asked the person for the file of a family's code already. */
const familyOf = ({ family }: ChildWorkerOptions): TE.TaskEither<Problem, FoundFamily> =>
  pipe(
    () => findFamily(family, family._tag === 'Configured' ? family.file : undefined),
    TE.mapLeft((message) => ({ message })),
  )

/**
 * Loads the engine, the family and the task that a worker's options name.
 *
 * @throws an error that says what could not be loaded
 */
export const loadWorker = async (raw: unknown): Promise<LoadedWorker> => {
  const loaded = await pipe(
    TE.fromEither(readOptions(raw)),
    TE.bindTo('options'),
    TE.bindW(
      'engine',
      ({ options: { threads } }) =>
        () =>
          loadEngine({ threads }),
    ),
    TE.bindW('stored', ({ options }) => TE.fromEither(readStoredTask(options.dataFolder))),
    TE.bindW('found', ({ options }) => familyOf(options)),
    TE.bindW('children', ({ found, stored }) => TE.fromEither(found.family.forTask(stored.task))),
    TE.map(({ options, stored: { task, labelScale = 1 }, children }): LoadedWorker => ({
      ...{ options, task, labelScale, children },
      read: (part) => orThrow(readStored(options.dataFolder, part)),
    })),
  )()
  return orThrow(loaded)
}
