import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  articleActions,
  choice,
  definePolicy,
  describeSpace,
  findPolicy,
  type JournalHeader,
  journalSchema,
  type Json,
  makePolicy,
  nsga2,
  policies,
  type PolicyError,
  policyOfHeader,
  policyRegistry,
  ppo,
  random,
  refine,
  type SearchSpace,
  struct,
} from '../../src/core.ts'
import { policyContract } from '../../src/testing/index.ts'

const space = struct({ a: choice(1, 2, 3), b: choice('x', 'y'), c: choice(1, 2, 4, 8) })
const article = articleActions({ layers: 1 })
const rejecting = refine(space, ({ a }) => (a === 2 ? 'It is two.' : undefined))

/** Spaces and options of the policies that do not take any space, or need options. */
const spaceFor = (name: string): SearchSpace<unknown> =>
  name === 'article-reinforce' ? article : space
const optionsFor = (name: string): object =>
  name === 'nsga2' ? { objectives: { accuracy: 'maximize', flops: 'minimize' } } : {}

const header = (name: string, options: Json, of: SearchSpace<unknown> = space): JournalHeader => ({
  _tag: 'Header',
  schema: journalSchema,
  package: '',
  space: describeSpace(of),
  policy: { name, options },
  reward: { name: 'accuracy', options: {} },
  trainer: { name: 'none', options: {} },
  ...{ budget: { epochs: 1 }, batch: 2, seed: 1 },
})

const right = <A>(either: E.Either<PolicyError, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.message)
  return either.right
}

const refused = (either: E.Either<PolicyError, unknown>): PolicyError => {
  if (E.isRight(either)) throw new Error('it was not refused')
  return either.left
}

/** What journals have always said of each policy by default: resuming compares it. */
const recorded: Readonly<Record<string, string>> = {
  'actor-critic':
    '{"units":16,"embedding":8,"learningRate":0.01,"entropyWeight":0.1,"clipNorm":5,"warmUp":10,"memory":250,"replays":2}',
  reinforce:
    '{"units":32,"embedding":16,"learningRate":0.03,"baselineDecay":0.9,"entropyWeight":0.2,"clipNorm":5,"rankOver":20,"headLimit":0.2}',
  random: '{}',
  evolution: '{"population":20,"sample":10}',
  'local-search': '{}',
  ppo: '{"episodesPerUpdate":10,"epochs":4,"minibatches":4,"clip":0.2,"learningRate":0.1,"entropyWeight":0.01,"clipNorm":0.5}',
  tpe: '{"startup":10,"candidates":24}',
  nsga2: `{"objectives":{"accuracy":"maximize","flops":"minimize"},"population":20,"crossover":0.9,"mutation":${1 / 3}}`,
  'article-reinforce':
    '{"maxLayers":1,"divisionRate":100,"regParam":0.001,"discountFactor":0.99,"exploration":0.3,"learningRate":0.99,"variant":"original_graph"}',
}

describe.each(policies.map((definition) => [definition.name, definition] as const))(
  'the registered policy %s',
  (name, definition) => {
    const own = spaceFor(name)
    const some = right(makePolicy(policies, name, optionsFor(name), own))

    it('keeps the laws of a policy', () => {
      some((policy) => {
        policyContract({ policy, space: own, batch: name === 'article-reinforce' ? 1 : 2 })
      })
    })

    it('has the name and the revision of its definition, and a line of help', () => {
      expect(some((policy) => [policy.name, policy.revision])).toEqual([name, definition.revision])
      expect(definition.revision).toBeGreaterThanOrEqual(1)
      expect(definition.help).toMatch(/^\S.{10,}[^.]$/)
      expect(definition.hasDefaults).toBe(name !== 'nsga2')
    })

    it('says of its options in a journal what it always has', () => {
      expect(some((policy) => JSON.stringify(policy.options))).toBe(recorded[name])
    })

    it('comes back from the header of its journal', () => {
      const options = some((policy) => policy.options)
      const again = right(policyOfHeader(policies, header(name, options, own), own))
      expect(again((policy) => [policy.name, policy.options])).toEqual([name, options])
      const texts = [some, again].map((one) =>
        one((policy) => {
          const [proposal, state] = policy.propose(policy.init(7))
          return JSON.stringify([proposal, policy.codec.encode(state)])
        }),
      )
      expect(texts[1]).toBe(texts[0])
    })

    it('refuses options that it does not have, by its name', () => {
      expect(refused(makePolicy(policies, name, { warmup: 1 }, own))).toMatchObject({
        _tag: 'PolicyOptionsInvalid',
        name,
      })
    })
  },
)

describe('options', () => {
  it.each([
    ['ppo', { epochs: 0 }, 'takes a whole number of 1 or more as epochs, not 0'],
    ['ppo', { learningRate: NaN }, 'takes a number from 0 to 1000000 as learningRate, not NaN'],
    ['actor-critic', { units: '16' }, 'takes a whole number from 1 to 4096 as units, not "16"'],
    ['nsga2', {}, 'needs the option objectives: metrics by name'],
    [
      'nsga2',
      { objectives: {} },
      'takes metrics by name, each maximize or minimize, one or more of them as objectives, not {}',
    ],
    [
      'article-reinforce',
      { variant: 'mine' },
      'takes one of original_graph, shared_bias as variant, not "mine"',
    ],
    ['random', { repeats: 'no' }, 'takes true or false as repeats, not "no"'],
    ['tpe', 3, 'takes options as an object, not 3'],
    ['local-search', { population: 3 }, 'has no option "population"; it has none'],
  ])('of %s are checked: %j', (name, options, reason) => {
    const { message } = refused(makePolicy(policies, name, options, spaceFor(name)))
    expect(message).toContain(`The policy ${name} ${reason}`)
  })

  it('of a function are checked where it is called', () => {
    expect(() => ppo(space, { epochs: 0 })).toThrow(
      new RangeError('The policy ppo takes a whole number of 1 or more as epochs, not 0.'),
    )
    // @ts-expect-error: objectives are needed.
    expect(() => nsga2(space)).toThrow('The policy nsga2 needs the option objectives')
    // @ts-expect-error: repeats are true or false.
    expect(() => random(space, { repeats: 0 })).toThrow('takes true or false as repeats, not 0')
  })

  it('of a user’s codec are refused with what it takes', () => {
    const mine = definePolicy({
      ...{ name: 'mine', revision: 1, help: 'for a test', options: t.strict({ times: t.number }) },
      make: (own) => random(own),
    })
    expect(refused(makePolicy([mine], 'mine', { times: 'x' }, space)).message).toBe(
      'The policy mine takes number as times, not "x".',
    )
  })

  it('given as undefined have their defaults', () => {
    const given = right(makePolicy(policies, 'tpe', { startup: undefined, candidates: 3 }, space))
    expect(given((policy) => policy.options)).toEqual({ startup: 10, candidates: 3 })
  })

  it('that a header does not name are refused, and not taken from the defaults of today', () => {
    expect(
      refused(policyOfHeader(policies, header('evolution', { population: 20 }))).message,
    ).toContain('needs the option sample')
  })

  it('that reinforce did not have in its first journals are what they were then', () => {
    const then = { learningRate: 0.01, baselineDecay: 0.9, entropyWeight: 0.001, clipNorm: 5 }
    const options = { units: 4, embedding: 3, ...then }
    const some = right(policyOfHeader(policies, header('reinforce', options)))
    expect(some((policy) => policy.options)).toEqual(options)
  })
})

describe('spaces', () => {
  it('of others are refused by the policy of the article, and of other layers', () => {
    expect(refused(makePolicy(policies, 'article-reinforce', {}, space)).message).toContain(
      '--space article',
    )
    expect(
      refused(makePolicy(policies, 'article-reinforce', { maxLayers: 3 }, article)).message,
    ).toContain('a space of 1 layers')
  })

  it.each([
    ['evolution', { population: 20, sample: 10 }, true],
    ['random', { repeats: false }, true],
    ['random', {}, false],
    ['reinforce', undefined, false],
  ])('with rejections that the journal does not hold: %s %j', (name, options, needed) => {
    const own = options ?? right(makePolicy(policies, name, {}, space))((policy) => policy.options)
    const told = policyOfHeader(policies, header(name, own, rejecting))
    expect(E.isLeft(told)).toBe(needed)
    if (E.isLeft(told)) expect(told.left._tag).toBe('PolicySpaceUnfit')
    expect(E.isRight(policyOfHeader(policies, header(name, own, rejecting), rejecting))).toBe(true)
  })
})

describe('a registry', () => {
  const mine = definePolicy({
    name: 'mine',
    revision: 3,
    options: t.strict({ times: t.number }),
    help: 'draws at random, for a test',
    make: (own) => random(own),
  })
  const registry = policyRegistry([...policies, mine])

  it('takes a policy of a user, and resumes its journals', () => {
    const made = right(makePolicy(registry, 'mine', { times: 2 }, space))
    expect(made(({ name, revision, options }) => ({ name, revision, options }))).toEqual({
      ...{ name: 'mine', revision: 3 },
      options: {},
    })
    const of = header('mine', { times: 2 })
    const named = { ...of, policy: { ...of.policy, revision: 3 } }
    const again = right(policyOfHeader(registry, named))
    expect(again((policy) => policy.name)).toBe('mine')
  })

  it('refuses a journal of another revision of its policy by name, and says what to use', () => {
    // Without a revision, it is the first.
    const first = refused(
      policyOfHeader(registry, { ...header('mine', { times: 2 }), package: '0.0.9' }),
    )
    expect(first).toMatchObject({ _tag: 'PolicyRevised', name: 'mine' })
    expect(first.message).toContain('of revision 1 of the policy mine')
    expect(first.message).toContain('has revision 3')
    expect(first.message).toContain('Use rxnas 0.0.9, which wrote it')
  })

  it('does not know what it was not given', () => {
    const told = pipe(findPolicy(policies, 'mine'), refused)
    expect(told).toMatchObject({ _tag: 'PolicyUnknown', name: 'mine' })
    expect(told.message).toContain('there is actor-critic, reinforce')
    expect(refused(policyOfHeader(policies, header('constructor', {})))._tag).toBe('PolicyUnknown')
  })

  it('holds no two of one name', () => {
    expect(() => policyRegistry([...policies, random2])).toThrow(
      'Two policies have the name random',
    )
  })

  it.each([
    ['random', 'random'],
    ['seed-reinforce', 'article-reinforce'],
  ])('is refused where it is a list that has %s twice', (name, twice) => {
    const list = [...policies, { ...random2, name }]
    for (const asked of [name, 'ppo', 'none'])
      expect(refused(makePolicy(list, asked, {}, space))).toEqual({
        _tag: 'PolicyNamedTwice',
        name: twice,
        message: `Two policies have the name ${twice}. Give one of them another.`,
      })
    expect(refused(policyOfHeader(list, header('random', {})))._tag).toBe('PolicyNamedTwice')
  })

  const random2 = definePolicy({
    name: 'random',
    revision: 1,
    options: t.strict({}),
    help: 'another of that name',
    make: (own) => random(own),
  })
})
