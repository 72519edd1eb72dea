import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type JournalHeader,
  policies,
  type Policy,
  type PolicyError,
  policyOfHeader,
} from '../../core.ts'

const sentence = ({ _tag, message }: PolicyError): string =>
  _tag === 'PolicySpaceUnfit'
    ? message
    : `${message} So its states cannot be told here; in a program, replay and expectedReward of rxnas/streams take a policy of your own.`

/**
 * Hands the policy that a journal names, whatever its state is, to whoever uses it: one of rxnas's
 * own, on the space that the header describes. What it is not is told in a sentence.
 */
export const withOwnPolicy = <R>(
  header: JournalHeader,
  use: <S>(policy: Policy<S>) => R,
): E.Either<string, R> =>
  pipe(
    policyOfHeader(policies, header),
    E.bimap(sentence, (some) => some(use)),
  )
