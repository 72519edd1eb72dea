import { concatMap, type OperatorFunction } from 'rxjs'
import { type Proposal, propose, proposeDesign, type Proposed } from '../../src/episode/index.ts'
import { aPolicy, type Policy } from '../../src/policy/index.ts'
import { named } from '../plan/named.ts'
import { type Round, type RoundProposed } from '../types/Round.ts'
import { checkOptions } from '../../src/common/index.ts'

/** A round's proposals, each made only when it is asked for, and its end. */
function* proposalsOf<S>(
  policy: Policy<S>,
  startWith: ReadonlyArray<Proposal>,
  { round, state: start, firstEpisode, batch }: Round<S>,
): Generator<Proposed | RoundProposed<S>> {
  let state = start
  for (let i = 0; i < batch; i++) {
    const design = startWith[firstEpisode + i]
    if (design !== undefined) {
      yield proposeDesign(firstEpisode + i)(design)
      continue
    }
    const [proposal, next] = policy.propose(state)
    state = next
    yield propose(firstEpisode + i)(proposal)
  }
  yield { _tag: 'RoundProposed', round, state, episodes: firstEpisode + batch }
}

/**
 * Turns each round into its proposals, made one after another from the round's state, and a
 * `RoundProposed` with the state that is left.
 *
 * @param startWith - designs that are the first episodes of the search, in place of proposals of the
 *   policy, whose state they leave as it is; default none
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { proposeActions } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * of({ _tag: 'Round', round: 0, state: policy.init(1), firstEpisode: 0, batch: 2 } as const)
 *   .pipe(proposeActions(policy))
 *   .subscribe((event) => {
 *     console.log(event._tag)
 *   })
 */
export const proposeActions = <S>(
  policy: Policy<S>,
  startWith: ReadonlyArray<Proposal> = [],
): OperatorFunction<Round<S>, Proposed | RoundProposed<S>> => {
  checkOptions('proposeActions()', { policy }, { policy: aPolicy })
  return named('proposeActions', { name: policy.name, options: policy.options })(
    concatMap((round) => proposalsOf(policy, startWith, round)),
  )
}
