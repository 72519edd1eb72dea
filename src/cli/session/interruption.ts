import { Observable } from 'rxjs'
import { type SessionCommand } from '../../session/index.ts'
import { statusOfSignal } from '../exitStatus.ts'

/** Ctrl-C, a termination signal, and the terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

let hungUp = false

/**
 * Ends the process by the signal that has told it of a closed terminal, where one has: Node itself,
 * which sets the terminal back when it ends, would abort.
 */
export const endWhereHungUp = (): void => {
  if (hungUp) process.kill(process.pid, 'SIGHUP')
}

/** What a person hears who interrupts a session. */
export interface Interrupted {
  /** It is being stopped. */
  readonly stopping: (signal: NodeJS.Signals) => void
  /** It is ended at once, by a second interrupt: what is left. */
  readonly ended: () => void
}

/**
 * The command to stop, where the user wishes it by Ctrl-C, a termination signal or a terminal that is
 * closed; a second one ends the process at once. Listens while somebody is subscribed.
 */
export const interruption = ({ stopping, ended }: Interrupted): Observable<SessionCommand> =>
  new Observable((subscriber) => {
    let asked = false
    const onSignal = (signal: NodeJS.Signals): void => {
      if (signal === 'SIGHUP') hungUp = true
      // A terminal that is closed says so twice: to the session's leader, and to its group.
      if (asked && signal === 'SIGHUP') return
      if (asked) {
        ended()
        process.exit(statusOfSignal(signal))
      }
      asked = true
      stopping(signal)
      subscriber.next({ _tag: 'Stop' })
    }
    for (const signal of signals) process.on(signal, onSignal)
    return () => {
      for (const signal of signals) process.off(signal, onSignal)
    }
  })

/** {@link interruption} without a word. */
export const stopBySignal: Observable<SessionCommand> = interruption({
  stopping: () => undefined,
  ended: () => undefined,
})
