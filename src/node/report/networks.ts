import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { messageOf } from '../../common/index.ts'
import { decodeArchitecture, type JournalHeader, type Json, Task } from '../../core.ts'
import { type RunParts } from '../../report/index.ts'
import {
  type Children,
  describeLayers,
  families,
  everyRevision,
  modelCost,
  openChild,
  revisionOfSpace,
} from '../../tfjs/index.ts'

type Network = RunParts['networks'][number]['network']

/** A child whose layers are wanted. */
export interface KnownChild {
  readonly episode: number
  readonly architecture: Json
  /** As they were counted in the search. */
  readonly parameters: number | undefined
}

/** Larger networks are not built to be drawn. */
const mostParameters = 5_000_000

/** The layers of a network. */
export const networkOf = (model: tf.LayersModel): Network => ({
  layers: describeLayers(model),
  ...modelCost(model),
})

/** The children of a header's search by what it was begun with, where its family is one of rxnas's own. */
const childrenOf = (
  { trainer, space }: JournalHeader,
  settings: unknown,
): E.Either<string, { readonly task: Task; readonly children: Children<unknown> }> =>
  pipe(
    E.Do,
    E.bind('task', () =>
      pipe(
        Task.decode(Reflect.get(Object(trainer.options), 'task')),
        E.mapLeft(() => 'Its journal does not tell what its networks read.'),
      ),
    ),
    E.bind('revisions', () =>
      pipe(
        everyRevision(families, trainer.name, settings),
        E.mapLeft(
          () =>
            `Its networks are of ${trainer.name}, which is code of its own, and a report runs none.`,
        ),
      ),
    ),
    E.bind('family', ({ revisions, task }) =>
      E.fromNullable(
        `Its space is none of ${trainer.name} as this version has it, so the layers of its networks are not known.`,
      )(revisionOfSpace(revisions, task, space)),
    ),
    E.bind('children', ({ family, task }) =>
      pipe(
        family.forTask(task),
        E.mapLeft(({ message }) => message),
      ),
    ),
  )

/** Builds children of a search, on whatever backend there is, and describes their layers. */
export const describeChildren = async (
  header: JournalHeader,
  settings: unknown,
  known: ReadonlyArray<KnownChild>,
): Promise<E.Either<string, RunParts['networks']>> => {
  const found = childrenOf(header, settings)
  if (E.isLeft(found)) return found
  const { children, task } = found.right
  try {
    // Without the native engine, which building needs not.
    const tfjs = await import('@tensorflow/tfjs')
    await tfjs.ready()
    // The backend in JavaScript advises to install the native one when it is first used.
    Reflect.set(tfjs.backend(), 'firstUse', false)
    return E.right(
      known.flatMap(({ episode, architecture, parameters }) => {
        if ((parameters ?? 0) > mostParameters) return []
        const decoded = decodeArchitecture(children.space)(architecture)
        if (E.isLeft(decoded)) return []
        const child = openChild(children, { task }, decoded.right, 1)
        try {
          const network = networkOf(child.model)
          // A family that builds otherwise by now would draw what was never trained.
          return parameters === undefined || network.parameters === parameters
            ? [{ episode, network }]
            : []
        } finally {
          child.dispose()
        }
      }),
    )
  } catch (error) {
    return E.left(`Its networks could not be built: ${messageOf(error)}.`)
  }
}
