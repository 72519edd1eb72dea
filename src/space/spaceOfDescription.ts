import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord, shown } from '../common/index.ts'
import { oneOfOptions } from './constructors.ts'
import { canonicalJson, type Json } from './Json.ts'
import { countDecisions, mostDecisions, mostItems, mostOptions } from './limits.ts'
import { type Description, makeSpace, type SearchSpace } from './SearchSpace.ts'

type Read = E.Either<string, Description>
type JsonRecord = { readonly [key: string]: Json | undefined }

const isObject = (u: Json | undefined): u is JsonRecord => isRecord(u)

const isOptions = (u: Json | undefined): u is ReadonlyArray<Json> =>
  Array.isArray(u) &&
  u.length > 0 &&
  u.length <= mostOptions &&
  new Set(u.map(canonicalJson)).size === u.length

const isLength = (u: Json | undefined): u is number =>
  typeof u === 'number' && Number.isSafeInteger(u) && u >= 0 && u <= mostItems

const unread = (what: Json | undefined): Read =>
  E.left(`${shown(what)} does not describe a search space of this version`)

// Deeper than a space is nested, and far from where the stack ends.
const deepest = 200

const fieldsOf = (
  fields: JsonRecord,
  depth: number,
): E.Either<string, ReadonlyArray<readonly [string, Description]>> =>
  E.traverseArray(([name, field]: readonly [string, Json | undefined]) =>
    pipe(
      descriptionOf(field, depth),
      E.map((read) => [name, read] as const),
    ),
  )(Object.entries(fields))

const descriptionOf = (u: Json | undefined, depth: number): Read => {
  if (!isObject(u) || depth > deepest) return unread(u)
  const { constant, choice, struct, sequence, min, max, oneOf: tag, branches, refine, imap } = u
  if (constant !== undefined) return E.right({ _tag: 'Constant', value: constant })
  if (isOptions(choice))
    return E.right({ _tag: 'Choice', options: choice, summary: oneOfOptions(choice) })
  if (isObject(struct))
    return pipe(
      fieldsOf(struct, depth + 1),
      E.map((fields) => ({ _tag: 'Struct', fields })),
    )
  if (sequence !== undefined && isLength(min) && isLength(max) && min <= max)
    return pipe(
      descriptionOf(sequence, depth + 1),
      E.map((item) => ({ _tag: 'Sequence', min, max, item })),
    )
  if (typeof tag === 'string' && isObject(branches) && Object.keys(branches).length > 0)
    return pipe(
      fieldsOf(branches, depth + 1),
      E.map((read) => ({ _tag: 'OneOf', tag, branches: read })),
    )
  const inner = refine ?? imap
  return inner === undefined ? unread(u) : descriptionOf(inner, depth + 1)
}

/**
 * The space that {@link describeSpace} described, of encoded architectures: what a journal can be
 * read by where the code of its space is not at hand. It has the same decisions, so a policy of the
 * one has the states of the other. What JSON cannot hold is lost: refinements reject nothing, and
 * architectures keep their encoded form.
 *
 * @returns why it describes no space of this version, where it does not
 * @example
 * import { choice, struct } from 'rxnas'
 * import { cardinality, describedSpace, describeSpace } from 'rxnas/space'
 *
 * const again = describedSpace(describeSpace(struct({ op: choice('conv', 'pool') })))
 * if (again._tag === 'Right') console.log(cardinality(again.right)) // 2n
 */
export const describedSpace = (description: Json): E.Either<string, SearchSpace<Json>> =>
  pipe(
    descriptionOf(description, 1),
    E.filterOrElse(
      (read) => countDecisions(read) <= mostDecisions,
      (read) =>
        `it describes a space of ${countDecisions(read)} decisions, and at most ${mostDecisions} can be searched`,
    ),
    E.map((read) => makeSpace<Json>(read)),
  )
