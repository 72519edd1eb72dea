import * as E from 'fp-ts/lib/Either.js'
import { type State } from 'fp-ts/lib/State.js'

/** Makes an attempt until one succeeds, `tries` times at most; the last failure where none does. */
export const retryState =
  (tries: number) =>
  <S, L, A>(attempt: State<S, E.Either<L, A>>): State<S, E.Either<L, A>> =>
  (start) => {
    let [result, state] = attempt(start)
    for (let made = 1; made < tries && E.isLeft(result); made++) [result, state] = attempt(state)
    return [result, state]
  }
