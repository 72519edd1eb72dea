import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findByName, namedTwice, repeatedName } from '../../common/index.ts'
import { type SearchSpace } from '../../space/index.ts'
import { type PolicyDefinition } from './definePolicy.ts'
import { type PolicyError, policyNamedTwice, policyUnknown } from './PolicyError.ts'
import { type SomePolicy } from './SomePolicy.ts'

/** The policies that are known by name, each by another. */
export type PolicyRegistry = ReadonlyArray<PolicyDefinition>

/**
 * A registry of definitions: those that rxnas has, `policies`, and others.
 *
 * @throws TypeError where two have the same name
 */
export const policyRegistry = (definitions: ReadonlyArray<PolicyDefinition>): PolicyRegistry => {
  const twice = repeatedName(definitions)
  if (twice !== undefined) throw new TypeError(namedTwice('policies', twice))
  return definitions
}

/** The definition that a name is of, or was before it was renamed; none of a registry that has a name twice. */
export const findPolicy = (
  registry: PolicyRegistry,
  name: string,
): E.Either<PolicyError, PolicyDefinition> =>
  findByName(registry, name, { unknown: policyUnknown, repeated: policyNamedTwice })

/**
 * The policy of a name for a space, by options of which those not given have their defaults. A
 * registry in which two have the same name is refused.
 *
 * @example
 * import { choice, policies, struct } from 'rxnas'
 * import { makePolicy } from 'rxnas/policy'
 *
 * const space = struct({ op: choice('conv', 'pool') })
 * const made = makePolicy(policies, 'ppo', { epochs: 2 }, space)
 * if (made._tag === 'Right') console.log(made.right((policy) => policy.name)) // ppo
 *
 * const wrong = makePolicy(policies, 'ppo', { epochs: 0 }, space)
 * if (wrong._tag === 'Left') console.log(wrong.left._tag) // PolicyOptionsInvalid
 */
export const makePolicy = (
  registry: PolicyRegistry,
  name: string,
  options: unknown,
  space: SearchSpace<unknown>,
): E.Either<PolicyError, SomePolicy> =>
  pipe(
    findPolicy(registry, name),
    E.flatMap((definition) => definition.configure(options)),
    E.flatMap((configured) => configured.on(space)),
  )
