import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findByName } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { type DescribedFamilySetting, type FamilyDefinition } from './defineFamily.ts'
import { families, type FamilyName } from './families.ts'
import { type FamilySettings } from './settings.ts'
import { type FamilyError, familyNamedTwice, familyUnknown } from './FamilyError.ts'

/** The families that are known by name: those that rxnas has, `families`, and a user's own. */
export type FamilyRegistry = ReadonlyArray<FamilyDefinition>

/**
 * The family of a name, or of the name that it had before it was renamed, by settings of which those
 * not given have their defaults. A registry in which two have the same name is refused.
 *
 * @example
 * import { families, makeFamily } from 'rxnas/tfjs'
 *
 * const made = makeFamily(families, 'mlp', { layers: 2 })
 * if (made._tag === 'Right') console.log(made.right.name) // mlp
 *
 * const wrong = makeFamily(families, 'mpl')
 * if (wrong._tag === 'Left') console.log(wrong.left._tag) // FamilyUnknown
 */
export const makeFamily = (
  registry: FamilyRegistry,
  name: string,
  settings: unknown = {},
): E.Either<FamilyError, ChildFamily<unknown>> => makeRevision(registry, name, settings)

/** As {@link makeFamily}, of a revision of the family; default the newest. */
export const makeRevision = (
  registry: FamilyRegistry,
  name: string,
  settings: unknown,
  revision?: number,
): E.Either<FamilyError, ChildFamily<unknown>> =>
  pipe(
    findByName(registry, name, { unknown: familyUnknown, repeated: familyNamedTwice }),
    E.flatMap((definition) => definition.configure(settings, revision)),
  )

/** The family of a name and settings in every revision, the newest first. */
export const everyRevision = (
  registry: FamilyRegistry,
  name: string,
  settings: unknown,
): E.Either<FamilyError, ReadonlyArray<ChildFamily<unknown>>> =>
  pipe(
    findByName(registry, name, { unknown: familyUnknown, repeated: familyNamedTwice }),
    E.flatMap((definition) =>
      E.traverseArray((older: number) =>
        definition.configure(settings, (definition.revision ?? 1) - older),
      )(Array.from({ length: definition.revision ?? 1 }, (_, older) => older)),
    ),
  )

/**
 * A family that rxnas has.
 *
 * @throws TypeError where the family does not take the settings
 */
export const familyByName = (
  name: FamilyName,
  settings: FamilySettings = {},
): ChildFamily<unknown> => {
  const family = makeFamily(families, name, settings)
  if (E.isLeft(family)) throw new TypeError(family.left.message)
  return family.right
}

/** A setting as help tells it: what it is, and its default in each family that takes it. */
export interface FamilySettingHelp {
  readonly help: string
  /** Such as `2 for article-cnn1d and cell-dag, 3 for cnn2d and mlp`; the value alone where it is the same for all. */
  readonly byDefault: string
}

const listed = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** What help says of a setting that some of a registry's families take. */
export const familySettingHelp = (
  setting: string,
  registry: FamilyRegistry = families,
): FamilySettingHelp => {
  const takers = registry.flatMap(({ name, settings }) =>
    settings
      .filter((each) => each.name === setting)
      .map((each): DescribedFamilySetting & { readonly of: string } => ({ ...each, of: name })),
  )
  const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
  const values = [...new Set(takers.map(({ byDefault }) => shown(byDefault)))]
  const takersOf = (value: string): ReadonlyArray<string> =>
    takers.filter(({ byDefault }) => shown(byDefault) === value).map(({ of }) => of)
  return {
    help: takers[0]?.help ?? '',
    byDefault:
      values.length === 1
        ? values.join('')
        : values.map((value) => `${value} for ${listed(takersOf(value))}`).join(', '),
  }
}
