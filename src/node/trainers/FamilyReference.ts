import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  type ChildFamily,
  familyByName,
  type FamilyName,
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

const Name = t.keyof({
  'seed-cnn1d': null,
  cnn2d: null,
  'cell-dag': null,
  mlp: null,
  article: null,
} satisfies Record<FamilyName, null>)

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
