import * as E from 'fp-ts/lib/Either.js'
import { type Task } from '../../task/index.ts'
import { type Children, type UnfitTask } from './ChildFamily.ts'

/** The children of a family that reads images only. */
export const onImages =
  <A>(family: string, make: (task: Task) => Children<A>) =>
  (task: Task): E.Either<UnfitTask, Children<A>> =>
    task.input.length === 3
      ? E.right(make(task))
      : E.left({
          _tag: 'UnfitTask',
          family,
          message: `The children of ${family} read images (height, width, channels), but an example of this data is of the shape ${task.input.join(' x ')}. Choose another space: mlp reads anything.`,
        })
