import * as E from 'fp-ts/lib/Either.js'
import { mkdirSync } from 'node:fs'
import { episodeOf } from '../../../index.ts'
import { type Recorded } from '../../../../streams/index.ts'
import { type EngineError, summaryWriter } from '../../engine/index.ts'

/**
 * Writes a journal as TensorBoard's event files, by episode: rewards, metrics, and the policy's
 * figures after each round. TensorBoard shows single precision.
 */
export const writeTensorboard = async (
  journal: Recorded<unknown>,
  folder: string,
): Promise<E.Either<EngineError, void>> => {
  const made = await summaryWriter(folder)
  if (E.isLeft(made)) return made
  const { scalar, flush } = made.right
  mkdirSync(folder, { recursive: true })
  let best = -Infinity
  for await (const { event } of journal()) {
    if (event._tag === 'PolicyUpdated')
      for (const [name, value] of Object.entries(event.figures))
        scalar(`policy/${name}`, value, event.episodes)
    if (event._tag !== 'Rewarded') continue
    const { outcome, reward } = event
    const episode = episodeOf(outcome)
    best = Math.max(best, reward)
    scalar('search/reward', reward, episode)
    scalar('search/best', best, episode)
    if (outcome._tag === 'Trained')
      for (const [name, value] of Object.entries(outcome.metrics))
        if (value !== undefined) scalar(`child/${name}`, value, episode)
  }
  flush()
  return E.right(undefined)
}
