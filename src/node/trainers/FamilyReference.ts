import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { currentName } from '../../common/index.ts'
import {
  type ChildFamily,
  familyByName,
  type FamilyName,
  familyNames,
  type FamilySettings,
} from '../../tfjs/index.ts'
import { loadConfig } from '../config/index.ts'

/**
 * A family of children as another process, or another day, finds it again: one that rxnas has by
 * name, or the one that a configuration file defines.
 */
export type FamilyReference =
  | {
      readonly _tag: 'Named'
      readonly name: FamilyName
      readonly settings: FamilySettings
    }
  | { readonly _tag: 'Configured'; readonly name: string; readonly file: string }

const named = (u: unknown): FamilyName | undefined => {
  const name = typeof u === 'string' ? currentName(u) : u
  return familyNames.find((known) => known === name)
}

/** A name of a family; of an older card or run, the name that the family has now. */
const Name = new t.Type<FamilyName, FamilyName, unknown>(
  'FamilyName',
  (u): u is FamilyName => familyNames.some((known) => known === u),
  (u, c) => {
    const name = named(u)
    return name === undefined ? t.failure(u, c) : t.success(name)
  },
  t.identity,
)

/** Codec of {@link FamilyReference}. */
export const FamilyReference: t.Type<FamilyReference, unknown> = t.union([
  t.readonly(
    t.strict({
      _tag: t.literal('Named'),
      name: Name,
      settings: t.readonly(
        t.partial({
          layers: t.number,
          poolStride: t.union([t.literal('one'), t.literal('size')]),
          tune: t.boolean,
        }),
      ),
    }),
  ),
  t.readonly(t.strict({ _tag: t.literal('Configured'), name: t.string, file: t.string })),
])

/** The family that a reference means. */
export const findFamily = async (
  reference: FamilyReference,
): Promise<E.Either<string, ChildFamily<unknown>>> => {
  if (reference._tag === 'Named') return E.right(familyByName(reference.name, reference.settings))
  const config = await loadConfig(reference.file)
  if (E.isLeft(config)) return E.left(config.left.message)
  const { space } = config.right.own
  return space === undefined
    ? E.left(`${reference.file} no longer defines the space ${reference.name} of its own.`)
    : E.right(space)
}
