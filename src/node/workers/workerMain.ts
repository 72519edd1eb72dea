import * as E from 'fp-ts/lib/Either.js'
import { from, lastValueFrom, takeUntil, tap, fromEvent } from 'rxjs'
import { messageOf } from '../../common/index.ts'
import { toTrainingError, type TrainingJob } from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import { type FromWorker, ToWorker } from './protocol.ts'

/** The main module of a worker process: loads a trainer's module once and trains what it is sent. */

const send = (message: FromWorker): void => {
  // The channel may have closed meanwhile: then nobody waits for the answer.
  if (process.connected) process.send?.(message, () => undefined)
}

let loading: Promise<Trainer<unknown> | undefined> = Promise.resolve(undefined)
const running = new Map<number, AbortController>()

const isFunction = (u: unknown): u is (options: unknown) => unknown => typeof u === 'function'

const load = async (module: string, options: unknown): Promise<Trainer<unknown> | undefined> => {
  try {
    const loaded = (await import(module)) as Readonly<Record<string, unknown>>
    const create = loaded['default']
    if (!isFunction(create)) throw new Error('it has no function as its default export')
    const made = await create(options)
    if (!isFunction(made)) throw new Error('its default export gives no trainer')
    send({ _tag: 'Ready' })
    // What it gives when called is checked by whoever reads the stream.
    return made as Trainer<unknown>
  } catch (error) {
    send({
      _tag: 'LoadFailed',
      message: `The trainer module ${module} could not be loaded: ${messageOf(error)}`,
    })
    return undefined
  }
}

const isAsyncIterable = (u: unknown): u is AsyncIterable<unknown> =>
  typeof u === 'object' && u !== null && Symbol.asyncIterator in u

/** Runs a trainer to its end. An aborted one ends by itself; an observable is unsubscribed. */
const runToEnd = async (
  train: Trainer<unknown>,
  job: TrainingJob<unknown>,
  emit: (event: unknown) => void,
): Promise<void> => {
  const input = train(job)
  if (isAsyncIterable(input)) for await (const event of input) emit(event)
  else
    await lastValueFrom(from(input).pipe(tap(emit), takeUntil(fromEvent(job.signal, 'abort'))), {
      defaultValue: undefined,
    })
}

const train = async ({ id, ...job }: ToWorker & { readonly _tag: 'Train' }): Promise<void> => {
  const aborter = new AbortController()
  running.set(id, aborter)
  try {
    const trainer = await loading
    // The parent knows why, and ends this process.
    if (trainer === undefined) return
    if (aborter.signal.aborted) {
      send({ _tag: 'Done', id, memory: process.memoryUsage.rss() })
      return
    }
    await runToEnd(trainer, { ...job, signal: aborter.signal }, (event) => {
      send({ _tag: 'Emitted', id, event })
    })
    send({ _tag: 'Done', id, memory: process.memoryUsage.rss() })
  } catch (error) {
    send({ _tag: 'Failed', id, memory: process.memoryUsage.rss(), reason: toTrainingError(error) })
  } finally {
    running.delete(id)
  }
}

process.on('message', (raw) => {
  const message = ToWorker.decode(raw)
  if (E.isLeft(message)) return
  switch (message.right._tag) {
    case 'Load':
      loading = load(message.right.module, message.right.options)
      break
    case 'Train':
      void train(message.right)
      break
    case 'Abort':
      running.get(message.right.id)?.abort()
      break
  }
})

// The parent is gone, whatever became of it: nobody waits for this process.
process.on('disconnect', () => {
  process.exit(0)
})
// Ctrl-C reaches the whole group; the parent decides what it means.
process.on('SIGINT', () => undefined)
