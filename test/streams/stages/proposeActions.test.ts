import { of, take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Policy, random, type RandomState } from '../../../src/core.ts'
import { proposeActions, type Round } from '../../../streams/index.ts'
import { errorOf, eventsOf, marbles, space } from '../support.ts'

const policy = random(space)
const round: Round<RandomState> = {
  _tag: 'Round',
  round: 0,
  state: policy.init(1),
  firstEpisode: 0,
  batch: 1,
}

describe('proposeActions', () => {
  it('never emits without a round, ends with its source and errors with it', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<Round<RandomState>>('-------')
      expectObservable(source.pipe(proposeActions(policy)), '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
      expectObservable(cold<Round<RandomState>>('--|').pipe(proposeActions(policy))).toBe('--|')
      expectObservable(cold<Round<RandomState>>('--#').pipe(proposeActions(policy))).toBe('--#')
    }))

  it('proposes each round of a source without end when it comes', () =>
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-r----r----r', { r: round })
      const tags = source.pipe(
        proposeActions({ ...policy, propose: (s) => [{ candidate: 1, trace: [] }, s] }),
      )
      const [p, e] = [
        { _tag: 'Proposed', episode: 0, candidate: 1, trace: [] },
        { _tag: 'RoundProposed', round: 0, state: round.state, episodes: 1 },
      ]
      expectObservable(tags, '----------!').toBe('-(pe)-(pe)', { p, e })
      expectSubscriptions(source.subscriptions).toBe('^---------!')
    }))

  it('gives the proposals of a round, then its end', () => {
    const events = eventsOf(of({ ...round, batch: 2 }).pipe(proposeActions(policy)))
    expect(events.map(({ _tag }) => _tag)).toEqual(['Proposed', 'Proposed', 'RoundProposed'])
  })

  it('proposes nothing after an unsubscription in the midst of a round', () => {
    let proposals = 0
    const counting: Policy<RandomState> = {
      ...policy,
      propose: (state) => {
        proposals += 1
        return policy.propose(state)
      },
    }
    of({ ...round, batch: 1000 })
      .pipe(proposeActions(counting), take(2))
      .subscribe()
    expect(proposals).toBe(2)
  })

  it('errors with what the policy throws', () => {
    const boom = new Error('boom')
    const broken: Policy<RandomState> = {
      ...policy,
      propose: () => {
        throw boom
      },
    }
    expect(errorOf(of(round).pipe(proposeActions(broken)))).toBe(boom)
  })
})
