import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { currentName } from './currentName.ts'

interface Named {
  readonly name: string
}

/** The first name that two have, one of them perhaps as it was called before it was renamed. */
export const repeatedName = (registry: ReadonlyArray<Named>): string | undefined => {
  const names = registry.map(({ name }) => currentName(name))
  return names.find((name, i) => names.indexOf(name) < i)
}

/** What to say of two definitions of one name. */
export const namedTwice = (kinds: string, name: string): string =>
  `Two ${kinds} have the name ${name}. Give one of them another.`

/** What to say where a registry does not give a definition. */
export interface NotFound<X> {
  readonly unknown: (name: string, known: ReadonlyArray<string>) => X
  /** Of which of two definitions a name means nothing is known. */
  readonly repeated: (name: string) => X
}

/**
 * The definition of a name, or of the name that it had before it was renamed: the one rule of all
 * registries, in which no two definitions have the same name.
 */
export const findByName = <D extends Named, X>(
  registry: ReadonlyArray<D>,
  name: string,
  { unknown, repeated }: NotFound<X>,
): E.Either<X, D> => {
  const twice = repeatedName(registry)
  return twice === undefined
    ? pipe(
        registry.find((definition) => definition.name === currentName(name)),
        E.fromNullable(
          unknown(
            name,
            registry.map((definition) => definition.name),
          ),
        ),
      )
    : E.left(repeated(twice))
}
