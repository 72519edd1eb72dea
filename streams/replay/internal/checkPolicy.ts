import * as E from 'fp-ts/lib/Either.js'
import { type JournalHeader, policyDifference } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { policyOfAnotherSearch, type PositionError } from '../PositionError.ts'

/** Checks that a journal names a policy, before its proposals are looked at. */
export const checkPolicy = (
  header: JournalHeader,
  policy: Pick<Policy<never>, 'name' | 'options' | 'revision'>,
): E.Either<PositionError, void> => {
  const differences = policyDifference(header, policy)
  return differences.length === 0 ? E.right(undefined) : E.left(policyOfAnotherSearch(differences))
}
