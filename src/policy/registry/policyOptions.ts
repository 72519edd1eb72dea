import type * as t from 'io-ts'
import { type OptionFields, optionsCodec, recordedOptionsCodec } from '../../episode/index.ts'
import { type Json } from '../../space/index.ts'

/** The two ways in which a policy's options are read. */
export interface PolicyOptions<O> {
  /** As a person or program gives them: an option that is not given has its default. */
  readonly options: t.Type<O, Json>
  /** As a journal's header has them: an option that it does not name has its `unnamed` value. */
  readonly recorded: t.Type<O, Json>
}

/**
 * The options of a policy, declared once: their codecs, their defaults, and what a journal leaves out.
 *
 * @param fields - the options, in the order in which a journal names them
 * @example
 * import * as t from 'io-ts'
 * import { choice, random } from 'rxnas'
 * import { definePolicy, makePolicy, policyOptions, policyRegistry } from 'rxnas/policy'
 *
 * const mine = definePolicy({
 *   name: 'mine',
 *   revision: 1,
 *   ...policyOptions<{ readonly again: boolean }>({
 *     again: { codec: t.boolean, byDefault: true },
 *   }),
 *   help: 'draws at random, as an example',
 *   make: (space) => random(space),
 * })
 * const registry = policyRegistry([mine])
 * const wrong = makePolicy(registry, 'mine', { again: 'no' }, choice(1, 2))
 * if (wrong._tag === 'Left') console.log(wrong.left.message)
 * // The policy mine takes boolean as again, not "no".
 */
export const policyOptions = <O extends object>(fields: OptionFields<O>): PolicyOptions<O> => ({
  options: optionsCodec(fields),
  recorded: recordedOptionsCodec(fields),
})
