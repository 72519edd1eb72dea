import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import {
  aFunction,
  anObject,
  checkOptions,
  orThrow,
  someText,
  wholeNumber,
} from '../../common/index.ts'
import { aSpace, type Json, type SearchSpace } from '../../space/index.ts'
import { type Policy, type PolicyFor } from '../Policy.ts'
import { type PolicyError, policySpaceUnfit } from './PolicyError.ts'
import { readOptions } from './readOptions.ts'
import { type SomePolicy, somePolicy } from './SomePolicy.ts'

/** A policy whose options are known, and its space not yet. */
export interface ConfiguredPolicy {
  /** Whether what it proposes depends on what the refinements of its space reject. */
  readonly needsRefinement: boolean
  readonly on: (space: SearchSpace<unknown>) => E.Either<PolicyError, SomePolicy>
}

/** A policy as a registry holds it: everything that is said of it, said once. */
export interface PolicyDefinition<N extends string = string> {
  readonly name: N
  /** Rises when the policy proposes or learns otherwise for the same state: an older journal is of an older revision. */
  readonly revision: number
  /** What it is, in a line for a person who chooses. */
  readonly help: string
  /** Whether it can be had without giving it any option. */
  readonly hasDefaults: boolean
  /** With options as a person or a program gives them: defaults fill in the rest. */
  readonly configure: (options: unknown) => E.Either<PolicyError, ConfiguredPolicy>
  /** With the options that a journal's header has. */
  readonly restore: (options: Json) => E.Either<PolicyError, ConfiguredPolicy>
}

/** What a policy is made of but its name and revision, which the definition has. */
export type PolicyBody<S> = Omit<Policy<S>, 'name' | 'options' | 'revision'> & {
  /** What a journal says of its options; the codec's own encoding of them by default. */
  readonly options?: Json
}

/** What is declared of a policy, but how it is made. */
export interface PolicySpec<N extends string, O> {
  readonly name: N
  /** From 1. */
  readonly revision: number
  /** Reads options as they are given, and fills in defaults; encodes them for a journal. */
  readonly options: t.Type<O, Json>
  /** Reads them as a journal has them; `options` by default. */
  readonly recorded?: t.Type<O, Json>
  readonly help: string
  /** What is wrong with a space for this policy, in a sentence; it takes every space by default. */
  readonly refuses?: (space: SearchSpace<unknown>, options: O) => string | undefined
  /**
   * Whether what it proposes depends on what the refinements of its space reject, which a journal
   * does not hold; true by default.
   */
  readonly needsRefinement?: (options: O) => boolean
}

/** A defined policy, and the function that makes it with its own type of state. */
export interface DefinedPolicy<N extends string, S> extends PolicyDefinition<N> {
  /**
   * The policy for a space.
   *
   * @throws RangeError where it does not take the options, or the space
   */
  readonly make: <A>(space: SearchSpace<A>, options?: unknown) => PolicyFor<S, A>
}

/** The space, where the policy of some options takes it. */
const checkSpace =
  <N extends string, O>({ name, refuses }: PolicySpec<N, O>, options: O) =>
  (space: SearchSpace<unknown>): E.Either<PolicyError, SearchSpace<unknown>> => {
    checkOptions(`The policy ${name}`, { space }, { space: aSpace })
    const refused = refuses?.(space, options)
    return refused === undefined ? E.right(space) : E.left(policySpaceUnfit(name, refused))
  }

/** The definition of a policy of which the type of the state depends on its options. */
export const defineSomePolicy = <const N extends string, O>(
  spec: PolicySpec<N, O> & {
    readonly make: (space: SearchSpace<unknown>, options: O) => SomePolicy
  },
): PolicyDefinition<N> => {
  checkOptions('definePolicy()', spec, {
    name: someText(),
    revision: wholeNumber(1),
    options: anObject('a codec, such as policyOptions() makes,', ({ decode, encode }) =>
      [decode, encode].every((part) => typeof part === 'function'),
    ),
  })
  const { name, revision, options, recorded = options, help } = spec
  const configured = (read: O): ConfiguredPolicy => ({
    needsRefinement: spec.needsRefinement?.(read) ?? true,
    on: (space) =>
      pipe(
        checkSpace(spec, read)(space),
        E.map((own) => spec.make(own, read)),
      ),
  })
  return {
    ...{ name, revision, help },
    hasDefaults: E.isRight(options.decode({})),
    configure: flow(readOptions(name, options), E.map(configured)),
    restore: flow(readOptions(name, recorded), E.map(configured)),
  }
}

/**
 * Defines a policy: its name, its options and their defaults, the spaces it takes, and how it is
 * made. The command line, journals and benches know a policy by the registry that its definition is
 * in. Name and revision of what `make` gives are those of the definition.
 *
 * @example
 * import * as t from 'io-ts'
 * import { choice, definePolicy, policies, random, struct } from 'rxnas'
 * import { makePolicy, policyRegistry } from 'rxnas/policy'
 *
 * const mine = definePolicy({
 *   name: 'mine',
 *   revision: 1,
 *   options: t.strict({}),
 *   help: 'draws at random, as an example',
 *   make: (space) => random(space),
 * })
 * const registry = policyRegistry([...policies, mine])
 * const made = makePolicy(registry, 'mine', {}, struct({ op: choice('conv', 'pool') }))
 * if (made._tag === 'Right') console.log(made.right((policy) => policy.name)) // mine
 */
export const definePolicy = <const N extends string, O, S>(
  spec: PolicySpec<N, O> & {
    readonly make: (space: SearchSpace<unknown>, options: O) => PolicyBody<S>
  },
): DefinedPolicy<N, S> => {
  checkOptions<PolicySpec<N, O> & { readonly make: unknown }>('definePolicy()', spec, {
    revision: wholeNumber(1),
    make: aFunction(),
  })
  const { name, revision, options: codec, make } = spec
  const policyOf = (space: SearchSpace<unknown>, options: O): Policy<S> => ({
    options: codec.encode(options),
    ...make(space, options),
    ...{ name, revision },
  })
  return {
    ...defineSomePolicy({
      ...spec,
      make: (space, options) => somePolicy(policyOf(space, options)),
    }),
    make: (space, given = {}) => {
      const read = orThrow(readOptions(name, codec)(given), RangeError)
      return policyOf(orThrow(checkSpace(spec, read)(space), RangeError), read)
    },
  }
}
