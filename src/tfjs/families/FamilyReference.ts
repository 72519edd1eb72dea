import * as t from 'io-ts'
import { currentName } from '../../common/index.ts'
import { whole } from '../../episode/index.ts'
import { recordCodec } from '../../episode/recordCodec.ts'
import { type Json } from '../../space/index.ts'
import { type FamilyName, familyNames } from './families.ts'
import { familySettings, type FamilySettings } from './settings.ts'

/**
 * A family of children as another process, or another day, finds it again: one that rxnas has by
 * name, or the one that a configuration file defines.
 */
export type FamilyReference =
  | {
      readonly _tag: 'Named'
      readonly name: FamilyName
      readonly settings: FamilySettings
      /** Of the family's definition; default 1. */
      readonly revision?: number
    }
  | { readonly _tag: 'Configured'; readonly name: string; readonly file: string }

const named = (u: unknown): FamilyName | undefined => {
  const name = typeof u === 'string' ? currentName(u) : u
  return familyNames.find((known) => known === name)
}

/** A name of a family; of an older card or run, the name that the family has now. */
const Name = new t.Type<FamilyName, FamilyName>(
  'FamilyName',
  (u): u is FamilyName => familyNames.some((known) => known === u),
  (u, c) => {
    const name = named(u)
    return name === undefined ? t.failure(u, c) : t.success(name)
  },
  t.identity,
)

const Settings: t.Type<FamilySettings, unknown> = t.readonly(
  t.exact(
    t.partial(
      // Each setting's codec is that of its own values.
      Object.fromEntries(
        Object.entries(familySettings).map(([name, { codec }]) => [name, codec]),
      ) as unknown as {
        readonly [K in keyof FamilySettings]-?: t.Type<NonNullable<FamilySettings[K]>, Json>
      },
    ),
  ),
)

/** Codec of {@link FamilyReference}. */
export const FamilyReference: t.Type<FamilyReference, unknown> = t.union([
  recordCodec(
    'Named',
    { _tag: t.literal('Named'), name: Name, settings: Settings },
    { revision: whole(1) },
  ),
  t.readonly(t.strict({ _tag: t.literal('Configured'), name: t.string, file: t.string })),
])
