import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  describedSpace,
  type JournalHeader,
  type Policy,
  random,
  reinforce,
  seedReinforce,
} from '../../index.ts'

const ReinforceOptions = t.strict({
  units: t.number,
  embedding: t.number,
  learningRate: t.number,
  baselineDecay: t.number,
  entropyWeight: t.number,
  clipNorm: t.number,
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
  switch (name) {
    case 'random':
      return E.right(use(random(space.right)))
    case 'reinforce':
      return E.bimap(unknown, (own: t.TypeOf<typeof ReinforceOptions>) =>
        use(reinforce(space.right, own)),
      )(ReinforceOptions.decode(options))
    case 'seed-reinforce':
      return E.bimap(unknown, (own: t.TypeOf<typeof SeedReinforceOptions>) =>
        use(seedReinforce(own)),
      )(SeedReinforceOptions.decode(options))
    default:
      return E.left(unknown())
  }
}
