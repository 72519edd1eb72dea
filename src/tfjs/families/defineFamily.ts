import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import { aFunction, anObject, checkOptions, isRecord, shown, someText } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { type ChildFamily } from './ChildFamily.ts'
import { type FamilyError, familyRevisionUnknown, familySettingsInvalid } from './FamilyError.ts'

/** A setting of a family: what it may be, what it is where it is not given, and a line of help. */
export interface FamilySetting<A> {
  readonly codec: t.Type<A, Json>
  readonly byDefault: NoInfer<A>
  readonly help: string
}

/** A setting as a registry tells it. */
export interface DescribedFamilySetting {
  readonly name: string
  readonly help: string
  readonly byDefault: Json
}

/** A family as a registry holds it: everything that is said of it, said once. */
export interface FamilyDefinition<N extends string = string> {
  readonly name: N
  /** What its children are, in a line for a person who chooses. */
  readonly help: string
  readonly settings: ReadonlyArray<DescribedFamilySetting>
  /** Its newest revision; each may have another space. Default 1. */
  readonly revision?: number
  /**
   * The family by settings that a person or a program gives: defaults fill in the rest.
   *
   * @param revision - default the newest
   */
  readonly configure: (
    settings: unknown,
    revision?: number,
  ) => E.Either<FamilyError, ChildFamily<unknown>>
}

/** What is declared of a family. */
export interface FamilySpec<N extends string, S, A> {
  readonly name: N
  readonly help: string
  readonly settings: { readonly [K in keyof S]: FamilySetting<S[K]> }
  readonly make: (settings: S) => Omit<ChildFamily<A>, 'name'>
  /**
   * How it was made in earlier revisions, the oldest first: their journals and cards stay readable.
   * Default it is the first.
   */
  readonly earlier?: ReadonlyArray<(settings: S) => Omit<ChildFamily<A>, 'name'>>
}

/** A defined family, and the function that makes it with its own type of architectures. */
export interface DefinedFamily<N extends string, A> extends FamilyDefinition<N> {
  /**
   * The family by settings.
   *
   * @throws TypeError where the family does not take them
   */
  readonly make: (settings?: unknown) => ChildFamily<A>
}

type AnySettings = ReadonlyArray<readonly [name: string, setting: FamilySetting<unknown>]>

const readSetting = (
  name: string,
  { codec, byDefault }: FamilySetting<unknown>,
  given: unknown,
): E.Either<string, readonly [string, unknown]> =>
  given === undefined
    ? E.right([name, byDefault])
    : pipe(
        codec.decode(given),
        E.bimap(
          ([first]) => `${name}: ${first?.message ?? `${shown(given)} is not ${codec.name}`}`,
          (value) => [name, value],
        ),
      )

/**
 * Defines a family: its name, its settings with their defaults, and how it is made of them. The
 * command line, cards and help know a family by the registry that its definition is in. Settings
 * that are given and not its own are left alone: they may be another family's.
 *
 * @example
 * import * as t from 'io-ts'
 * import { choice, struct } from 'rxnas'
 * import { defineFamily, families, fromBuilder, makeFamily } from 'rxnas/tfjs'
 *
 * const wide = defineFamily({
 *   name: 'wide',
 *   help: 'one layer, as wide as it may be',
 *   settings: { width: { codec: t.number, byDefault: 64, help: 'most units of the layer' } },
 *   make: ({ width }) =>
 *     fromBuilder(struct({ units: choice(8, width) }), ({ units }, tf, task) =>
 *       tf.sequential({
 *         layers: [
 *           tf.layers.dense({ units, activation: 'relu', inputShape: [...task.input] }),
 *           tf.layers.dense({ units: task.target._tag === 'Classes' ? task.target.count : 1 }),
 *         ],
 *       }),
 *     ),
 * })
 * const made = makeFamily([...families, wide], 'wide', { width: 32 })
 * if (made._tag === 'Right') console.log(made.right.name) // wide
 */
export const defineFamily = <const N extends string, S extends object, A>(
  spec: FamilySpec<N, S, A>,
): DefinedFamily<N, A> => {
  checkOptions<FamilySpec<N, S, A>>('defineFamily()', spec, {
    name: someText(),
    settings: anObject(),
    make: aFunction(),
  })
  const { name, help, settings, make, earlier = [] } = spec
  const revisions = [...earlier, make]
  // Each name keeps its setting; only the type of the whole is forgotten.
  const fields = Object.entries(settings) as AnySettings
  const read = (
    given: unknown,
    revision: number = revisions.length,
  ): E.Either<FamilyError, ChildFamily<A>> => {
    const makeRevision = revisions[revision - 1]
    if (makeRevision === undefined)
      return E.left(familyRevisionUnknown(name, revision, revisions.length))
    return pipe(
      isRecord(given) ? E.right(given) : E.left('settings are an object'),
      E.flatMap((values) =>
        E.traverseArray(([field, setting]: AnySettings[number]) =>
          readSetting(field, setting, Object.hasOwn(values, field) ? values[field] : undefined),
        )(fields),
      ),
      E.bimap(
        (reason) => familySettingsInvalid(name, reason),
        // Each has been read by its own codec, or is its own default.
        (entries) => ({
          ...makeRevision(Object.fromEntries(entries) as S),
          name,
          ...(revision === 1 ? {} : { revision }),
        }),
      ),
    )
  }
  return {
    name,
    help,
    settings: fields.map(([field, { codec, byDefault, help: line }]) => ({
      name: field,
      help: line,
      // A setting's codec encodes to JSON.
      byDefault: codec.encode(byDefault),
    })),
    revision: revisions.length,
    // Space and builder stay together, so nothing else than an `A` reaches the builder.
    configure: (given, revision) =>
      read(given, revision) as E.Either<FamilyError, ChildFamily<unknown>>,
    make: (given = {}) => {
      const family = read(given)
      if (E.isLeft(family)) throw new TypeError(family.left.message)
      return family.right
    },
  }
}
