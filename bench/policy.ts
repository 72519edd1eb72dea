/**
 * Milliseconds per policy step: one proposal, and the learning of a round divided by its episodes.
 * `npm run bench:policy -- --json FILE`
 */
import * as E from 'fp-ts/lib/Either.js'
import {
  articleCnn1d,
  choice,
  FiniteNumber,
  makePolicy,
  policies,
  type Policy,
  type PolicyName,
  propose,
  type Rewarded,
  type SearchSpace,
  struct,
  validate,
} from '../src/core.ts'
import { milliseconds, report, type Row, spread } from './table.ts'

const wide = struct(
  Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `d${i}`,
      choice(...Array.from({ length: 32 }, (_, o) => o)),
    ]),
  ),
)

const batch = 4

/** Some reward that tells architectures apart: a constant would leave a critic nothing to model. */
const rewardAt = (episode: number): FiniteNumber => {
  const reward = FiniteNumber.decode((1 + Math.sin(episode * 12.9898)) / 2)
  if (E.isLeft(reward)) throw new Error('a sine is finite')
  return reward.right
}

/** Times of the last steps of so many episodes. */
const measure = <S>(
  name: string,
  space: SearchSpace<unknown>,
  policy: Policy<S>,
  episodesInAll = 240,
): Row => {
  const proposing: Array<number> = []
  const learning: Array<number> = []
  let state = policy.init(1)
  for (let round = 0; round < episodesInAll / batch; round++) {
    const episodes: Array<Rewarded<unknown>> = []
    for (let i = 0; i < batch; i++) {
      const began = performance.now()
      const [proposal, next] = policy.propose(state)
      proposing.push(performance.now() - began)
      state = next
      const outcome = E.toUnion(validate(space)(propose(round * batch + i)(proposal)))
      episodes.push({
        _tag: 'Rewarded',
        reward: rewardAt(round * batch + i),
        outcome:
          outcome._tag === 'Rejected'
            ? outcome
            : { _tag: 'Trained', validated: outcome, metrics: {}, cached: false },
      })
    }
    const began = performance.now()
    state = policy.learn(episodes)(state)
    learning.push((performance.now() - began) / batch)
  }
  const [p, l] = [spread(proposing.slice(-100)), spread(learning.slice(-100))]
  return {
    policy: policy.name,
    space: name,
    episodes: episodesInAll,
    'state kB': Math.round(JSON.stringify(policy.codec.encode(state)).length / 1000),
    'propose ms': milliseconds(p.median),
    'propose p90': milliseconds(p.p90),
    'learn ms an episode': milliseconds(l.median),
    'learn p90': milliseconds(l.p90),
  }
}

const article = ['article-cnn1d, 3 layers', articleCnn1d()] as const
const many = ['20 decisions of 32', wide] as const

const measured = (
  name: PolicyName,
  [title, space]: typeof article | typeof many,
  episodes?: number,
): Row => {
  const made = makePolicy(policies, name, {}, space)
  if (E.isLeft(made)) throw new Error(made.left.message)
  return made.right((policy) => measure(title, space, policy, episodes))
}

/** Those that need objectives, or the article's space, have no place here. */
const all = policies
  .map(({ name }) => name)
  .filter((name) => name !== 'nsga2' && name !== 'article-reinforce')

report([
  ...(['random', 'reinforce', 'actor-critic'] as const).map((name) => measured(name, article)),
  ...all.map((name) => measured(name, many)),
  ...[100, 500, 5000].map((episodes) => measured('actor-critic', many, episodes)),
])
