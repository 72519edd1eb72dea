import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { concatMap, defer, map } from 'rxjs'
import {
  episodeOf,
  type JournalEvent,
  missingBefore,
  recordedEvent,
  type Rewarded,
} from '../../src/episode/index.ts'
import { fromEither } from '../internal/fromEither.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { anObject, checkOptions } from '../../src/common/index.ts'

/** What a journal is written to: a file's writer, or anything else that can take an event. */
export interface EventSink<A> {
  /** Takes an event, or says why it cannot. */
  readonly append: (event: JournalEvent<A>) => E.Either<unknown, unknown>
  /** The number of the episode that is next in it; default 0, as in a journal that begins. */
  readonly next?: () => number
}

interface TapJournal<A> {
  readonly at: 'afterSearch'
  readonly name: 'tapJournal'
  readonly needs: Rewarded<A>
}

/**
 * Writes the events of a search to a sink before it passes them on, so nobody hears of an episode
 * that is not recorded; what an operator has dropped is an event of its own. Errors with what the sink says where it cannot take one: a search that is
 * not recorded does not go on. Progress passes unwritten. The sink is the caller's to open and
 * close.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import { accuracy, choice, type JournalEvent, random, struct } from 'rxnas'
 * import { search, tapJournal } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const written: Array<string> = []
 * search({
 *   space,
 *   policy: random(space),
 *   trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 2,
 *   batch: 2,
 *   seed: 1,
 * })
 *   .pipe(tapJournal({ append: (event) => E.right(written.push(event._tag)) }))
 *   .subscribe()
 * console.log(written.join(' ')) // Rewarded Rewarded PolicyUpdated
 */
export const tapJournal = <A>(sink: EventSink<A>): PipelineStage<TapJournal<A>> => {
  checkOptions(
    'tapJournal()',
    { sink },
    { sink: anObject('a journal to write to', ({ append }) => typeof append === 'function') },
  )
  return stage<TapJournal<A>>('tapJournal', {}, (source) =>
    defer(() => {
      let episodes = sink.next?.() ?? 0
      const append = (event: JournalEvent<A>): E.Either<unknown, unknown> => {
        if (event._tag === 'Rewarded') episodes = episodeOf(event.outcome) + 1
        if (event._tag === 'PolicyUpdated') ({ episodes } = event)
        return sink.append(event)
      }
      const record = (event: JournalEvent<A>): E.Either<unknown, unknown> => {
        const dropped = missingBefore(event, { episodes }, 'operator')
        return pipe(
          dropped === undefined ? E.right(undefined) : sink.append(dropped),
          E.flatMap(() => append(event)),
        )
      }
      return source.pipe(
        concatMap((event) =>
          pipe(
            recordedEvent<A>(event),
            (recorded) => (recorded === undefined ? E.right(undefined) : record(recorded)),
            fromEither,
            map(() => event),
          ),
        ),
      )
    }),
  )
}
