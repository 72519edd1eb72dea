import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  articleActions,
  choice,
  FiniteNumber,
  hashText,
  int,
  makePolicy,
  oneOf,
  policies,
  type Policy,
  propose,
  type Rewarded,
  type SearchSpace,
  sequence,
  struct,
  validate,
} from '../../src/core.ts'

const space = struct({
  layers: sequence(
    1,
    3,
    oneOf('op', { conv: { kernel: choice(1, 3, 5) }, pool: { size: choice(2, 3) }, skip: {} }),
  ),
  width: int({ min: 8, max: 64, scale: 'log' }),
})

/** A hash of what a policy proposes in a search of 60 episodes, by rewards that are made up. */
const proposalsOf = <S>(policy: Policy<S>, of: SearchSpace<unknown>, batch: number): number => {
  const candidates: Array<unknown> = []
  let state = policy.init(3)
  while (candidates.length < 60) {
    const round: Array<Rewarded<unknown>> = []
    for (let i = 0; i < batch; i++) {
      const episode = candidates.length
      const [proposal, next] = policy.propose(state)
      state = next
      candidates.push(proposal.candidate)
      const outcome = E.toUnion(validate(of)(propose(episode)(proposal)))
      const worth = Math.sin(7 * JSON.stringify(proposal.candidate).length + (episode % 3))
      if (!FiniteNumber.is(worth)) throw new Error('a sine is finite')
      round.push({
        _tag: 'Rewarded',
        reward: worth,
        outcome:
          outcome._tag === 'Rejected'
            ? outcome
            : {
                ...{ _tag: 'Trained', validated: outcome, cached: false },
                metrics: { accuracy: worth, flops: worth },
              },
      })
    }
    state = policy.learn(round)(state)
  }
  return hashText(JSON.stringify(candidates))
}

/** What each revision proposes. A journal is resumed by proposing again, so a revision never changes. */
const proposed: Readonly<Record<string, number>> = {
  'actor-critic 1': 4246689102104914,
  'reinforce 1': 4932096627800237,
  'random 1': 450870690132608,
  'evolution 1': 8947324444573701,
  'local-search 1': 8490325678856316,
  'ppo 1': 7066588763420171,
  'tpe 1': 4201804487453986,
  'nsga2 1': 5285307922116618,
  'article-reinforce 1': 5344904362532907,
}

describe('a revision of a policy', () => {
  it.each(policies.map(({ name, revision }) => [`${name} ${revision}`, name] as const))(
    '%s proposes what it always did: where it does not, raise the revision',
    (revision, name) => {
      const article = name === 'article-reinforce'
      const of = article ? articleActions() : space
      const options =
        name === 'nsga2' ? { objectives: { accuracy: 'maximize', flops: 'minimize' } } : {}
      const made = makePolicy(policies, name, options, of)
      if (E.isLeft(made)) return expect.fail(made.left.message)
      expect(made.right((policy) => proposalsOf(policy, of, article ? 1 : 4))).toBe(
        proposed[revision],
      )
    },
  )
})
