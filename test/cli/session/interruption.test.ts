import { concat, map, NEVER, of, Subject, take } from 'rxjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { interruption } from '../../../src/cli/session/interruption.ts'
import { renderEnded, renderStopped } from '../../../src/cli/session/renderStopped.ts'
import { showSession } from '../../../src/cli/session/showSession.ts'
import {
  emptySession,
  type Planned,
  type SessionCommand,
  type SessionEvent,
  type SessionView,
} from '../../../src/session/index.ts'
import { captured } from '../../support/captured.ts'

const plan: Planned = {
  ...{ _tag: 'Planned', version: '1', configuration: null, policy: 'random', reward: 'accuracy', metrics: ['accuracy'] },
  ...{ space: { name: 'mlp', size: '9' }, settings: { episodes: 8, out: 'runs/a', final: true } },
  ...{ journal: 'runs/a/journal.jsonl', baseline: null },
} // prettier-ignore
const searching: SessionView = {
  ...{ ...emptySession, plan, stage: 'search' },
  search: { ...emptySession.search, episodes: 3 },
}
const stopped = (during: 'preparation' | 'search' | 'reevaluation' | 'final training') =>
  renderStopped({ ...searching, stopped: { _tag: 'Stopped', during, episodes: 3 } })

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a session that was stopped', () => {
  it.each(['search', 'reevaluation', 'final training'] as const)(
    'in its %s says what is kept, and the way on',
    (during) => {
      expect(stopped(during)).toMatch(/^Stopped .*go on by: rxnas resume runs\/a\/journal\.jsonl$/)
    },
  )

  it('in the final training says that the search is whole', () => {
    expect(stopped('final training')).toContain('The search itself is whole')
    expect(stopped('search')).toContain('after 3 of 8 episodes')
  })

  it('before it had begun says that nothing is there', () => {
    expect(stopped('preparation')).toContain('Nothing was saved')
    expect(renderStopped(emptySession)).toContain('Nothing was saved')
  })

  it('by force says what is left: the journal, its lock, a half-made network', () => {
    expect(renderEnded(searching)).toMatch(
      /journal runs\/a\/journal\.jsonl with 3 of 8 episodes.*lock.*Go on by: rxnas resume runs/,
    )
    expect(renderEnded(searching)).not.toContain('staging')
    const final = { _tag: 'FinalTrainingBegan' as const, architecture: null, budget: {}, seed: 1 }
    expect(renderEnded({ ...searching, stage: 'final training', final })).toContain('.staging')
    expect(renderEnded(emptySession)).toContain('nothing was saved')
  })
})

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s asks to stop, and a second one ends the process with a word of what is left',
    (signal) => {
      const said: Array<string> = []
      const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
        said.push(`exit ${code}`)
        throw new Error('exit')
      })
      const asked: Array<SessionCommand> = []
      const subscription = interruption({
        stopping: () => said.push('stopping'),
        ended: () => said.push('ended'),
      }).subscribe((command) => asked.push(command))
      process.emit(signal, signal)
      // A terminal that is closed says so to the leader of its session and to its group.
      process.emit('SIGHUP', 'SIGHUP')
      expect([asked, said]).toEqual([[{ _tag: 'Stop' }], ['stopping']])
      expect(() => process.emit('SIGINT', 'SIGINT')).toThrow('exit')
      expect(said).toEqual(['stopping', 'ended', 'exit 130'])
      subscription.unsubscribe()
      expect(exit).toHaveBeenCalledTimes(1)
      expect(process.listeners(signal).some((one) => one.name === 'onSignal')).toBe(false)
    },
  )

  it.each([
    ['SIGINT', 130, 'Ctrl-C again'],
    ['SIGTERM', 143, 'A second signal'],
  ] as const)('%s that stops a session gives the status %i', async (signal, code, again) => {
    let given: number | undefined
    const { stderr } = await captured('.', async () => {
      const shown = showSession(
        (commands$) =>
          concat(
            of(plan),
            commands$.pipe(
              take(1),
              map((): SessionEvent => ({ _tag: 'Stopped', during: 'search', episodes: 3 })),
            ),
          ),
        { json: true },
      )
      process.emit(signal, signal)
      given = await shown
    })
    expect(given).toBe(code)
    expect(stderr).toContain(`${again} ends at once`)
    expect(stderr.includes('Ctrl-C')).toBe(signal === 'SIGINT')
  })

  it('is told while a session is shown, with what it had come to', async () => {
    const events = new Subject<SessionEvent>()
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`)
    })
    const { stderr } = await captured('.', async () => {
      const shown = showSession(
        (commands$) => {
          commands$.subscribe()
          return concat(of(plan), events, NEVER)
        },
        { json: true },
      )
      process.emit('SIGINT', 'SIGINT')
      expect(() => process.emit('SIGINT', 'SIGINT')).toThrow('exit 130')
      events.error({ _tag: 'SessionFailed', message: 'over' })
      await shown
    })
    expect(stderr).toContain('Ctrl-C again ends at once')
    expect(stderr).toContain('Ended at once.')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      for (const listener of process.listeners(signal))
        if (listener.name === 'onSignal') process.off(signal, listener)
  })
})
