import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord, namedTwice, repeatedName, shown } from '../../common/index.ts'
import { policies as ofRxnas, type PolicyDefinition, type Reward } from '../../core.ts'
import { type ChildFamily } from '../../tfjs/index.ts'
import { givenBy, type GivenSettings, readSettings, unknownKey } from './readSettings.ts'
import { type OwnParts, type PolicyMaker } from './SearchConfig.ts'
import { usage, type UsageError } from './UsageError.ts'

/** A configuration that was read: plain settings, and parts that are code. */
export interface ReadConfig {
  readonly given: GivenSettings
  readonly own: OwnParts
}

const isFamily = (u: unknown): u is ChildFamily<unknown> =>
  isRecord(u) && typeof u['name'] === 'string' && typeof u['forTask'] === 'function'

const isPolicyMaker = (u: unknown): u is PolicyMaker<unknown> => typeof u === 'function'

const isReward = (u: unknown): u is Reward =>
  isRecord(u) && typeof u['name'] === 'string' && typeof u['ofMetrics'] === 'function'

const isPolicies = (u: unknown): u is ReadonlyArray<PolicyDefinition> =>
  Array.isArray(u) &&
  u.every(
    (one) =>
      isRecord(one) &&
      typeof one['name'] === 'string' &&
      typeof one['configure'] === 'function' &&
      typeof one['restore'] === 'function',
  )

/**
 * Reads what a configuration gives, of a file or a program: every setting is checked where it stands,
 * whatever flags come after it.
 *
 * @param source - what errors call it, as `rxnas.config.ts`
 */
export const readConfig = (raw: unknown, source: string): E.Either<UsageError, ReadConfig> => {
  if (!isRecord(raw))
    return E.left(
      usage(
        `${source} should be an object, not ${shown(raw)}. A file should export its settings as the default: export default defineSearch({ ... }).`,
      ),
    )
  const { space, policy, reward, policies } = raw
  if (policies !== undefined && !isPolicies(policies))
    return E.left(usage(`policies in ${source} takes a list of what definePolicy of rxnas gives.`))
  const twice = repeatedName([...ofRxnas, ...(policies ?? [])])
  if (twice !== undefined)
    return E.left(
      usage(
        `policies in ${source}, with those of rxnas, is wrong: ${namedTwice('policies', twice)}`,
      ),
    )
  const own: OwnParts = {
    ...(isFamily(space) ? { space } : {}),
    ...(isPolicyMaker(policy) ? { policy } : {}),
    ...(isReward(reward) ? { reward } : {}),
    ...(policies === undefined ? {} : { policies }),
  }
  const plain = Object.fromEntries(Object.entries(raw).filter(([key]) => !Object.hasOwn(own, key)))
  const given = givenBy(plain, `in ${source}`)
  return pipe(
    unknownKey(
      Object.keys(raw).filter((key) => key !== 'policies'),
      source,
    ),
    E.chain(() => readSettings(given)),
    E.map(() => ({ given, own })),
  )
}
