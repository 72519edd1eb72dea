import { type ObservableInput } from 'rxjs'
import {
  type Measurement,
  type TrainingJob,
  type TrainingProgress,
} from '../../src/episode/index.ts'

/**
 * Trains one child and returns what it measured: a Promise of the metrics, or an iterable or an
 * Observable of any number of `Progress` and at last the metrics. It fails by throwing or rejecting,
 * with a `TrainingError` where it knows the reason. It stops when the job's signal is aborted.
 *
 * @example
 * import { type Trainer } from 'rxnas/streams'
 *
 * const trainer: Trainer<{ units: number }> = ({ architecture }) =>
 *   Promise.resolve({ accuracy: 1 - 1 / architecture.units })
 */
export type Trainer<A> = (job: TrainingJob<A>) => ObservableInput<TrainingProgress | Measurement>
