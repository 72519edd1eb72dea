import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { decodeArchitecture, type Description, type Json, type SearchSpace } from '../../core.ts'

const candidateOf = (d: Description): fc.Arbitrary<Json> => {
  switch (d._tag) {
    case 'Constant':
      return fc.constant(d.value)
    case 'Choice':
      return fc.constantFrom(...d.options)
    case 'Struct':
      return fc.record(
        Object.fromEntries(d.fields.map(([name, field]) => [name, candidateOf(field)])),
        {
          noNullPrototype: true,
        },
      )
    case 'Sequence':
      return fc.array(candidateOf(d.item), { minLength: d.min, maxLength: d.max })
    case 'OneOf':
      return fc.oneof(
        ...d.branches.map(([name, branch]) =>
          candidateOf(branch).map((fields) => ({
            [d.tag]: name,
            // A branch is a struct, so its candidates are objects.
            ...(fields as { readonly [key: string]: Json }),
          })),
        ),
      )
    case 'Refine':
    case 'IMap':
      return candidateOf(d.inner)
  }
}

/**
 * Candidates of a space, as a policy would propose them: each decodes unless a refinement of the
 * space rejects it. They shrink towards first options and short sequences.
 */
export const candidate = (space: SearchSpace<unknown>): fc.Arbitrary<Json> =>
  candidateOf(space.description)

/**
 * Architectures of a space, those that its refinements reject left out.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { cnn1dCost, mnistTask, articleCnn1d } from 'rxnas/space'
 * import { architecture } from 'rxnas/testing'
 *
 * fc.assert(
 *   fc.property(architecture(articleCnn1d()), (child) => cnn1dCost(mnistTask)(child).parameters > 0),
 * )
 */
export const architecture = <A>(space: SearchSpace<A>): fc.Arbitrary<A> => {
  const decode = decodeArchitecture(space)
  return candidate(space)
    .map(decode)
    .filter(E.isRight)
    .map((decoded) => decoded.right)
}
