import * as E from 'fp-ts/lib/Either.js'
import { shown } from './codec.ts'
import { type Json } from './Json.ts'
import { type Description, makeSpace, type SearchSpace } from './SearchSpace.ts'

type Read = E.Either<string, Description>
type JsonRecord = { readonly [key: string]: Json | undefined }

const isRecord = (u: Json | undefined): u is JsonRecord =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const isLiteral = (u: Json): u is string | number | boolean | null =>
  u === null || typeof u !== 'object'

const isLength = (u: Json | undefined): u is number =>
  typeof u === 'number' && Number.isSafeInteger(u) && u >= 0

const unread = (what: Json | undefined): Read =>
  E.left(`${shown(what)} does not describe a search space of this version`)

const fieldsOf = (
  fields: JsonRecord,
): E.Either<string, ReadonlyArray<readonly [string, Description]>> => {
  const out: Array<readonly [string, Description]> = []
  for (const [name, field] of Object.entries(fields)) {
    const read = descriptionOf(field)
    if (E.isLeft(read)) return read
    out.push([name, read.right])
  }
  return E.right(out)
}

const descriptionOf = (u: Json | undefined): Read => {
  if (!isRecord(u)) return unread(u)
  if (u['constant'] !== undefined) return E.right({ _tag: 'Constant', value: u['constant'] })
  const options = u['choice']
  if (Array.isArray(options) && options.length > 0 && options.every(isLiteral)) {
    const summary = `one of ${options.map(String).join(', ')}`
    return E.right({ _tag: 'Choice', options, summary })
  }
  if (isRecord(u['struct']))
    return E.Functor.map(fieldsOf(u['struct']), (fields) => ({ _tag: 'Struct', fields }))
  const { min, max } = u
  if (u['sequence'] !== undefined && isLength(min) && isLength(max) && min <= max)
    return E.Functor.map(descriptionOf(u['sequence']), (item) => ({
      _tag: 'Sequence',
      min,
      max,
      item,
    }))
  const tag = u['oneOf']
  if (typeof tag === 'string' && isRecord(u['branches']))
    return E.Functor.map(fieldsOf(u['branches']), (branches) => ({ _tag: 'OneOf', tag, branches }))
  return u['refine'] !== undefined
    ? descriptionOf(u['refine'])
    : u['imap'] !== undefined
      ? descriptionOf(u['imap'])
      : unread(u)
}

/**
 * The space that {@link describeSpace} described, of encoded architectures: what a journal can be
 * read by where the code of its space is not at hand. It has the same decisions, so a policy of the
 * one has the states of the other. What JSON cannot hold is lost: refinements reject nothing, and
 * architectures keep their encoded form.
 *
 * @returns why it describes no space of this version, where it does not
 * @example
 * import { choice, decisionSlots, describedSpace, describeSpace, struct } from 'rxnas'
 *
 * const again = describedSpace(describeSpace(struct({ op: choice('conv', 'pool') })))
 * if (again._tag === 'Right') console.log(decisionSlots(again.right)) // [ { path: 'op', of: 2 } ]
 */
export const describedSpace = (description: Json): E.Either<string, SearchSpace<Json>> =>
  E.Functor.map(descriptionOf(description), (read) => makeSpace<Json>(read))
