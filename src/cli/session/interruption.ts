import { Observable } from 'rxjs'
import { type SessionCommand } from '../../session/index.ts'
import { status } from '../exitStatus.ts'

/**
 * The command to stop, where the user wishes it by Ctrl-C or a termination signal; a second one ends
 * the process at once. Listens while somebody is subscribed.
 */
export const stopBySignal: Observable<SessionCommand> = new Observable((subscriber) => {
  let asked = false
  const onSignal = (): void => {
    if (asked) process.exit(status.interrupted)
    asked = true
    subscriber.next({ _tag: 'Stop' })
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
})
