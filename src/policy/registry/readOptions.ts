import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import { optionsReason } from '../../episode/index.ts'
import { type PolicyError, policyOptionsInvalid } from './PolicyError.ts'

/** The options of the policy of a name, by their codec. */
export const readOptions =
  <O>(name: string, codec: t.Type<O, unknown>) =>
  (given: unknown): E.Either<PolicyError, O> =>
    pipe(
      codec.decode(given),
      E.mapLeft((errors) => policyOptionsInvalid(name, optionsReason(errors))),
    )
