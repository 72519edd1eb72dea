import { type JournalEvent, type Json } from '../core.ts'

/** Seconds between two lines beyond those of a training, before they are a pause: set-up, evaluation, waiting. */
const patience = 60

/** Seconds that the training took that an event ends. */
const trainingSeconds = (event: JournalEvent<Json>): number => {
  if (event._tag !== 'Rewarded') return 0
  const { outcome } = event
  if (outcome._tag === 'Trained') return outcome.cached ? 0 : (outcome.metrics.seconds ?? 0)
  return outcome._tag === 'Failed' && outcome.reason._tag === 'TimedOut'
    ? outcome.reason.seconds
    : 0
}

/**
 * Seconds of work between a line and the one before it. Before the line that a search was resumed is a
 * pause. Older journals have no such line, but what is stopped writes nothing until it goes on: what is
 * longer than the training that the line ends, and a minute, is a pause, of which that training counts
 * alone.
 */
export const workSeconds = (gap: number, event: JournalEvent<Json>): number => {
  if (event._tag === 'Command' && event.name === 'resume') return 0
  const training = trainingSeconds(event)
  return !Number.isFinite(gap) || gap < 0 ? 0 : gap > training + patience ? training : gap
}
