import * as E from 'fp-ts/lib/Either.js'
import { tap } from 'rxjs'
import { codec, type Rewarded } from '../../index.ts'
import { journalLines } from '../../node/index.ts'
import {
  confirmBest,
  type Contender,
  ranking,
  rescore,
  type Trainer,
} from '../../../streams/index.ts'
import { note, out } from '../output.ts'
import { showArchitecture } from '../view/show-architecture.ts'
import { follow } from './follow.ts'
import { type Interruption } from './interruption.ts'
import { type SearchParts } from './parts.ts'
import { type SearchPlan } from './plan.ts'
import { type SearchWatch } from './watchSearch.ts'

const showContender = ({ architecture, reward, recorded, rewards }: Contender<unknown>): string =>
  `  reward ${reward.toFixed(4)} by ${rewards.length} more ${rewards.length === 1 ? 'training' : 'trainings'}, ${recorded.toFixed(4)} in the search  ${showArchitecture(architecture)}`

/**
 * Trains the best children of a recorded search again before one is declared the best, and tells how
 * they came out, best first. It stands on the journal alone, so a search that is stopped here does
 * the same again when it goes on. Gives none where it was stopped.
 */
export const confirmTop = async (
  plan: SearchPlan,
  { children: { space }, reward }: SearchParts,
  trainer: Trainer<unknown>,
  { asked$ }: Interruption,
  watch: Pick<SearchWatch, 'draw' | 'clear'>,
): Promise<E.Either<string, ReadonlyArray<Contender<unknown>>>> => {
  const { budget, seed, workers, confirm: top, json } = plan
  const say = json ? note : out
  say(`training the best${top === 1 ? '' : ` ${top}`} again, by other seeds`)
  let contenders: ReadonlyArray<Contender<unknown>> = []
  let trained = 0
  const showTraining = ({ reward: paid }: Rewarded<unknown>): void => {
    trained += 1
    watch.draw(`trained again: ${trained}, the last with reward ${paid.toFixed(4)}`)
  }
  const ended = await follow(
    rescore(journalLines(plan.journal, space), reward).pipe(
      ranking(),
      confirmBest({ trainer, reward, budget, seed, top, workers }),
      tap((event) => {
        if (event._tag === 'Rewarded') showTraining(event)
        else if (event._tag === 'Confirmed') contenders = event.contenders
      }),
    ),
    asked$,
  )
  watch.clear()
  if (E.isLeft(ended)) return ended
  if (json && contenders.length > 0) {
    const { encode } = codec(space)
    const told = contenders.map((one) => ({ ...one, architecture: encode(one.architecture) }))
    out(JSON.stringify({ _tag: 'Confirmed', contenders: told }))
  }
  for (const one of contenders) say(showContender(one))
  return E.right(contenders)
}
