import { anObject, checkOptions, isRecord, type OptionCheck } from '../common/index.ts'
import { type Json } from './Json.ts'

/**
 * What a search space is made of. Interpreters (codec, walk, key, cardinality, sampling, summary)
 * each read this one description; nothing else defines what an architecture is.
 */
export type Description =
  | { readonly _tag: 'Constant'; readonly value: Json }
  | { readonly _tag: 'Choice'; readonly options: ReadonlyArray<Json>; readonly summary: string }
  | { readonly _tag: 'Struct'; readonly fields: ReadonlyArray<readonly [string, Description]> }
  | {
      readonly _tag: 'Sequence'
      readonly min: number
      readonly max: number
      readonly item: Description
    }
  | {
      readonly _tag: 'OneOf'
      readonly tag: string
      readonly branches: ReadonlyArray<readonly [string, Description]>
    }
  | {
      readonly _tag: 'Refine'
      readonly inner: Description
      readonly reject: (architecture: unknown) => string | undefined
    }
  | {
      readonly _tag: 'IMap'
      readonly inner: Description
      readonly to: (inner: unknown) => unknown
      readonly from: (outer: unknown) => unknown
    }

/**
 * A typed description of architectures `A`.
 *
 * @example
 * import { choice, int, sequence, struct, type TypeOf } from 'rxnas'
 *
 * const mlp = struct({
 *   layers: sequence(1, 3, int({ min: 16, max: 128, scale: 'log' })),
 *   activation: choice('relu', 'tanh'),
 * })
 * type Mlp = TypeOf<typeof mlp> // { layers: ReadonlyArray<number>, activation: 'relu' | 'tanh' }
 */
export interface SearchSpace<out A> {
  readonly description: Description
  /** Exists for the type checker alone: what an architecture of this space is. */
  readonly _A?: A
}

/** The architectures of a space. */
export type TypeOf<S> = S extends SearchSpace<infer A> ? A : never

/** A space of a description. The caller vouches that the description's architectures are `A`. */
export const makeSpace = <A>(description: Description): SearchSpace<A> => ({ description })

/** What is a search space, where types may have been passed over. */
export const aSpace: OptionCheck = anObject(
  'a search space, such as struct({...}) makes,',
  ({ description }) => isRecord(description) && typeof description['_tag'] === 'string',
)

/**
 * What a space that a call is given is made of.
 *
 * @throws RangeError where it is no search space: a mistake in the program.
 */
export const descriptionOf = (call: string, space: SearchSpace<unknown>): Description => {
  checkOptions(call, { space }, { space: aSpace })
  return space.description
}
