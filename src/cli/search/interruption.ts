import { type Observable, Subject } from 'rxjs'

/** The user's wish to stop: Ctrl-C or a termination signal. */
export interface Interruption {
  /** Emits when the user wants to stop. */
  readonly asked$: Observable<void>
  readonly wasAsked: () => boolean
  /** Gives the signals their usual meaning back. */
  readonly release: () => void
}

/** Listens for the user's wish to stop. A second one ends the process at once, with `status`. */
export const listenForInterruption = (status: number): Interruption => {
  const asked$ = new Subject<void>()
  let asked = false
  const onSignal = (): void => {
    if (asked) process.exit(status)
    asked = true
    asked$.next()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    asked$,
    wasAsked: () => asked,
    release: () => {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
