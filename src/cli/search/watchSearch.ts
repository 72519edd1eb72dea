import { createLogUpdate } from 'log-update'
import { type Rewarded, rewardedCodec, type SearchEvent, type SearchSpace } from '../../index.ts'
import { out } from '../output.ts'
import { renderEpisode, renderLive } from '../view/render.ts'
import { emptyModel, foldEvent, type SearchModel } from '../view/SearchModel.ts'
import { type SearchPlan } from './plan.ts'

/** A search under a person's or a program's eyes. */
export interface SearchWatch {
  readonly see: (event: SearchEvent<unknown, unknown>) => void
  /** Takes an episode that was over before, without showing it. */
  readonly recall: (event: Rewarded<unknown>) => void
  /** What has been seen so far. */
  readonly model: () => SearchModel
  /** Draws a line in place, where the output is a terminal. */
  readonly draw: (line: string) => void
  /** Removes what was drawn in place. */
  readonly clear: () => void
}

/** Milliseconds between two drawings. */
const frame = 100

/** Shows a search by its events: drawn in place on a terminal, a line an episode elsewhere, or JSON. */
export const watchSearch = (plan: SearchPlan, space: SearchSpace<unknown>): SearchWatch => {
  const began = performance.now()
  const live = process.stdout.isTTY && !plan.json ? createLogUpdate(process.stdout) : undefined
  const { encode } = rewardedCodec(space)
  let model = emptyModel
  let drawn = -Infinity

  const toJson = (event: SearchEvent<unknown, unknown>): unknown => {
    switch (event._tag) {
      case 'Progress':
        return event
      case 'Rewarded':
        return encode(event)
      case 'PolicyUpdated':
        return { ...event, state: undefined }
    }
  }

  return {
    see: (event) => {
      model = foldEvent(model, event)
      const now = performance.now()
      if (plan.json) out(JSON.stringify(toJson(event)))
      else if (live === undefined) {
        if (event._tag === 'Rewarded') out(renderEpisode(event, plan.episodes))
      } else if (now - drawn > frame) {
        drawn = now
        live(renderLive(plan, model, (now - began) / 1000, process.stdout.columns))
      }
    },
    recall: (event) => {
      model = foldEvent(model, event)
    },
    model: () => model,
    draw: (line) => live?.(line),
    clear: () => live?.clear(),
  }
}
