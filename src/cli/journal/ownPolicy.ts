import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  actorCritic,
  describedSpace,
  evolution,
  type JournalHeader,
  type Json,
  localSearch,
  nsga2,
  type Policy,
  ppo,
  random,
  reinforce,
  seedReinforce,
  tpe,
} from '../../index.ts'

const ReinforceOptions = t.exact(
  t.intersection([
    t.type({
      units: t.number,
      embedding: t.number,
      learningRate: t.number,
      baselineDecay: t.number,
      entropyWeight: t.number,
      clipNorm: t.number,
    }),
    t.partial({ rankOver: t.number, headLimit: t.number }),
  ]),
)

const ActorCriticOptions = t.strict({
  units: t.number,
  embedding: t.number,
  learningRate: t.number,
  entropyWeight: t.number,
  clipNorm: t.number,
  warmUp: t.number,
  memory: t.number,
  replays: t.number,
})

const SeedReinforceOptions = t.strict({
  maxLayers: t.number,
  divisionRate: t.number,
  regParam: t.number,
  discountFactor: t.number,
  exploration: t.number,
  learningRate: t.number,
  variant: t.union([t.literal('original_graph'), t.literal('shared_bias')]),
})

const RandomOptions = t.union([t.strict({ repeats: t.literal(false) }), t.strict({})])

const EvolutionOptions = t.strict({ population: t.number, sample: t.number })

const PpoOptions = t.strict({
  episodesPerUpdate: t.number,
  epochs: t.number,
  minibatches: t.number,
  clip: t.number,
  learningRate: t.number,
  entropyWeight: t.number,
  clipNorm: t.number,
})

const TpeOptions = t.strict({ startup: t.number, candidates: t.number })

const Nsga2Options = t.strict({
  objectives: t.record(t.string, t.union([t.literal('maximize'), t.literal('minimize')])),
  population: t.number,
  crossover: t.number,
  mutation: t.number,
})

/** Whether a space rejects some of its architectures: which ones, a journal does not hold. */
const isRefined = (description: Json): boolean =>
  typeof description === 'object' &&
  description !== null &&
  ('refine' in description || Object.values(description).some((part) => isRefined(part ?? null)))

const needsRefinement = (name: string): string =>
  `The policy ${name} proposes only what its space accepts, and the journal does not hold what this space rejects, so its states cannot be told here. In a program, replay and expectedReward of rxnas/streams take it with its space.`

const unknownPolicy = (name: string): string =>
  `The policy ${name} with its options is none that the command line knows, so its states cannot be told here. In a program, replay and expectedReward of rxnas/streams take it.`

/**
 * Hands the policy that a journal names, whatever its state is, to whoever uses it: one of rxnas's
 * own, on the space that the header describes. What it is not is told in a sentence.
 */
export const withOwnPolicy = <R>(
  { policy: { name, options }, space: description }: JournalHeader,
  use: <S>(policy: Policy<S>) => R,
): E.Either<string, R> => {
  const space = describedSpace(description)
  if (E.isLeft(space)) return E.left(`The journal's space is not described: ${space.left}.`)
  const unknown = (): string => unknownPolicy(name)
  /** Policies that look at what the space accepts. */
  const made = <S>(policy: Policy<S>): E.Either<string, R> =>
    isRefined(description) ? E.left(needsRefinement(name)) : E.right(use(policy))
  switch (name) {
    case 'random':
      return E.Chain.chain(E.mapLeft(unknown)(RandomOptions.decode(options)), (own) =>
        'repeats' in own ? made(random(space.right, own)) : E.right(use(random(space.right))),
      )
    case 'evolution':
      return E.Chain.chain(E.mapLeft(unknown)(EvolutionOptions.decode(options)), (own) =>
        made(evolution(space.right, own)),
      )
    case 'local-search':
      return made(localSearch(space.right))
    case 'tpe':
      return E.Chain.chain(E.mapLeft(unknown)(TpeOptions.decode(options)), (own) =>
        made(tpe(space.right, own)),
      )
    case 'nsga2':
      return E.Chain.chain(E.mapLeft(unknown)(Nsga2Options.decode(options)), (own) =>
        made(nsga2(space.right, own)),
      )
    case 'ppo':
      return E.bimap(unknown, (own: t.TypeOf<typeof PpoOptions>) => use(ppo(space.right, own)))(
        PpoOptions.decode(options),
      )
    case 'actor-critic':
      return E.Chain.chain(E.mapLeft(unknown)(ActorCriticOptions.decode(options)), (own) =>
        made(actorCritic(space.right, own)),
      )
    case 'reinforce':
      return E.bimap(unknown, (own: t.TypeOf<typeof ReinforceOptions>) =>
        // What a header does not name is 0, and not today's default.
        use(reinforce(space.right, { rankOver: 0, headLimit: 0, ...own })),
      )(ReinforceOptions.decode(options))
    case 'seed-reinforce':
      return E.bimap(unknown, (own: t.TypeOf<typeof SeedReinforceOptions>) =>
        use(seedReinforce(own)),
      )(SeedReinforceOptions.decode(options))
    default:
      return E.left(unknown())
  }
}
