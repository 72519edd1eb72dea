import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type JournalHeader } from '../../episode/index.ts'
import { describedSpace, type Json, type SearchSpace } from '../../space/index.ts'
import { type ConfiguredPolicy, type PolicyDefinition } from './definePolicy.ts'
import { type PolicyError, policyRevised, policySpaceUnfit } from './PolicyError.ts'
import { findPolicy, type PolicyRegistry } from './PolicyRegistry.ts'
import { type SomePolicy } from './SomePolicy.ts'

/** Whether a space rejects some of its architectures: which ones, a journal does not hold. */
const isRefined = (description: Json): boolean =>
  typeof description === 'object' &&
  description !== null &&
  ('refine' in description || Object.values(description).some((part) => isRefined(part ?? null)))

/** The space as the header describes it, where that is enough for the policy. */
const spaceOfHeader =
  ({ policy: { name }, space: description }: JournalHeader) =>
  ({ needsRefinement }: ConfiguredPolicy): E.Either<PolicyError, SearchSpace<unknown>> =>
    needsRefinement && isRefined(description)
      ? E.left(
          policySpaceUnfit(
            name,
            `The policy ${name} proposes only what its space accepts, and the journal does not hold what this space rejects, so its states cannot be told here. In a program, replay and expectedReward of rxnas/streams take it with its space.`,
          ),
        )
      : E.mapLeft((reason: string) =>
          policySpaceUnfit(name, `The journal's space is not described: ${reason}.`),
        )(describedSpace(description))

/** The definition, where it is of the revision that the header names. */
const ofRevision =
  ({ policy: { revision = 1 }, package: version }: JournalHeader) =>
  (definition: PolicyDefinition): E.Either<PolicyError, PolicyDefinition> =>
    definition.revision === revision
      ? E.right(definition)
      : E.left(policyRevised(definition, revision, version))

/**
 * The policy that recorded a journal, by its header. What the header of an older version does not
 * name has the value that it had then.
 *
 * @param space - the search's own; by default the one that the header describes, which rejects
 *   nothing: a policy that asks its space what to propose is refused where that makes a difference
 */
export const policyOfHeader = (
  registry: PolicyRegistry,
  header: JournalHeader,
  space?: SearchSpace<unknown>,
): E.Either<PolicyError, SomePolicy> =>
  pipe(
    findPolicy(registry, header.policy.name),
    E.flatMap(ofRevision(header)),
    E.flatMap((definition) => definition.restore(header.policy.options)),
    E.bindTo('configured'),
    E.bind('space', ({ configured }) =>
      space === undefined ? spaceOfHeader(header)(configured) : E.right(space),
    ),
    E.flatMap(({ configured, space }) => configured.on(space)),
  )
