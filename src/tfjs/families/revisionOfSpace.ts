import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { canonicalJson, describeSpace, type Json } from '../../space/index.ts'
import { type Task } from '../../task/index.ts'
import { type ChildFamily } from './ChildFamily.ts'

/** The revision of a family whose space for a task is the one that a journal's header describes. */
export const revisionOfSpace = (
  revisions: ReadonlyArray<ChildFamily<unknown>>,
  task: Task,
  space: Json,
): ChildFamily<unknown> | undefined => {
  const wanted = canonicalJson(space)
  return revisions.find((family) =>
    pipe(
      family.forTask(task),
      E.exists((children) => canonicalJson(describeSpace(children.space)) === wanted),
    ),
  )
}
