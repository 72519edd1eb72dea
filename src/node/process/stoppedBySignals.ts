const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a task whose abort signal fires when the process is told to stop, so that the task can clean
 * up behind itself first; what its end means for the process is the caller's to say.
 */
export const stoppedBySignals = async <A>(
  task: (signal: AbortSignal) => Promise<A>,
): Promise<A> => {
  const stop = new AbortController()
  const onSignal = (): void => {
    stop.abort()
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await task(stop.signal)
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}
