import { defer, map } from 'rxjs'
import { type PolicyUpdated } from '../../src/episode/index.ts'
import { aPolicy, type Policy } from '../../src/policy/index.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { type RoundProposed } from '../types/Round.ts'
import { collectRound } from './internal/collectRound.ts'
import { checkOptions } from '../../src/common/index.ts'

interface UpdatePolicy<S> {
  readonly at: 'beforeLearning'
  readonly name: 'updatePolicy'
  readonly needs: RoundProposed<S>
  readonly takes: RoundProposed<unknown>
  readonly gives: PolicyUpdated<S>
}

/**
 * Lets rewarded episodes pass, and at the end of their round emits the policy's state after it has
 * learned from those that arrived: an operator before this one may have dropped some.
 *
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { updatePolicy } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * of({ _tag: 'RoundProposed', round: 0, state: policy.init(1), episodes: 0 } as const)
 *   .pipe(updatePolicy(policy))
 *   .subscribe((event) => {
 *     console.log(event._tag) // PolicyUpdated
 *   })
 */
export const updatePolicy = <S>(policy: Policy<S>): PipelineStage<UpdatePolicy<S>> => {
  checkOptions('updatePolicy()', { policy }, { policy: aPolicy })
  return stage<UpdatePolicy<S>>(
    'updatePolicy',
    { name: policy.name, options: policy.options },
    (source) =>
      defer(() => {
        const round = collectRound(policy)
        return source.pipe(
          map((event) => {
            if (event._tag === 'RoundProposed') return round.learn(event, event.state)
            if (event._tag === 'Rewarded') round.add(event)
            return event
          }),
        )
      }),
  )
}
