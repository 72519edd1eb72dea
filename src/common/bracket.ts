import * as E from 'fp-ts/lib/Either.js'
import { type IOEither } from 'fp-ts/lib/IOEither.js'
import { type Task } from 'fp-ts/lib/Task.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'

type Bracket = <E, A, F, B>(
  acquire: TaskEither<E, A>,
  use: (acquired: A) => TaskEither<F, B>,
  release: (acquired: A) => Task<void>,
) => TaskEither<E | F, B>

/** @param releases - whether what was acquired is released after its use, which may have thrown */
const bracketWhere =
  (releases: (used: E.Either<unknown, unknown> | 'Thrown') => boolean): Bracket =>
  (acquire, use, release) =>
  async () => {
    const acquired = await acquire()
    if (E.isLeft(acquired)) return acquired
    let released = releases('Thrown')
    try {
      const used = await use(acquired.right)()
      released = releases(used)
      return used
    } finally {
      if (released) await release(acquired.right)()
    }
  }

/**
 * `TE.bracket` of fp-ts that holds where something throws as well: what is acquired is released
 * whether its use succeeds, fails or throws, and what was thrown is thrown on.
 */
export const bracket: Bracket = bracketWhere(() => true)

/**
 * A {@link bracket} whose result goes on to hold what was acquired: it is released only where its use
 * fails or throws.
 */
export const bracketOnError: Bracket = bracketWhere((used) => used === 'Thrown' || E.isLeft(used))

/** {@link bracketOnError} of what happens at once. */
export const bracketOnErrorSync =
  <E, A, F, B>(
    acquire: IOEither<E, A>,
    use: (acquired: A) => IOEither<F, B>,
    release: (acquired: A) => void,
  ): IOEither<E | F, B> =>
  () => {
    const acquired = acquire()
    if (E.isLeft(acquired)) return acquired
    let held = false
    try {
      const used = use(acquired.right)()
      held = E.isRight(used)
      return used
    } finally {
      if (!held) release(acquired.right)
    }
  }
