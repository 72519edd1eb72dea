import { defer, map } from 'rxjs'
import { checkOptions, seedNumber } from '../../src/common/index.ts'
import { type PolicyUpdated } from '../../src/episode/index.ts'
import { aPolicy, type Policy } from '../../src/policy/index.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { type RoundProposed } from '../types/Round.ts'
import { collectRound } from './internal/collectRound.ts'

interface LearnAlong<S> {
  readonly at: 'beforeLearning'
  readonly name: 'learnAlong'
  readonly takes: RoundProposed<unknown>
  readonly gives: PolicyUpdated<S>
}

/**
 * Lets a policy learn from episodes that another one has proposed: at a round's end it emits this
 * policy's state after the round, from a first state of its own. It stands where `updatePolicy` does,
 * in one branch of several. It learns off-policy, so a method that assumes its own proposals, as
 * `reinforce` does, is biased.
 *
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { branch, learnAlong, updatePolicy } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * const end = { _tag: 'RoundProposed', round: 0, state: policy.init(1), episodes: 0 } as const
 * of(end)
 *   .pipe(branch({ leads: updatePolicy(policy), follows: learnAlong(policy, 7) }))
 *   .subscribe(({ label, event }) => {
 *     console.log(label, event._tag)
 *   })
 *
 * @param seed - of the policy's first state
 */
export const learnAlong = <S>(policy: Policy<S>, seed: number): PipelineStage<LearnAlong<S>> => {
  checkOptions('learnAlong()', { policy, seed }, { policy: aPolicy, seed: seedNumber })
  return stage<LearnAlong<S>>(
    'learnAlong',
    { name: policy.name, options: policy.options, seed },
    (source) =>
      defer(() => {
        const round = collectRound(policy)
        let state = policy.init(seed)
        return source.pipe(
          map((event) => {
            if (event._tag === 'RoundProposed') {
              const updated = round.learn(event, state)
              state = updated.state
              return updated
            }
            if (event._tag === 'Rewarded') round.add(event)
            return event
          }),
        )
      }),
  )
}
