import { createLogUpdate } from 'log-update'
import { type Rewarded, rewardedCodec, type SearchEvent, type SearchSpace } from '../../index.ts'
import { out } from '../output.ts'
import { renderEpisode, renderLive } from '../view/render.ts'
import { emptyModel, foldEvent, type SearchModel } from '../view/SearchModel.ts'
import { type SearchPlan } from './plan.ts'

/** A search under a person's or a program's eyes. */
export interface SearchWatch {
  readonly see: (event: SearchEvent<unknown, unknown>) => void
  /** The same of the baseline beside the search. */
  readonly seeBaseline: (event: SearchEvent<unknown, unknown>) => void
  readonly recallBaseline: (event: Rewarded<unknown>) => void
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
  let baseline = emptyModel
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

  const showBaseline = (): string => {
    const [top] = baseline.best
    return baseline.episodes === 0
      ? ''
      : `\nbaseline ${baseline.episodes}/${plan.episodes}${top === undefined ? '' : `, best ${top.reward.toFixed(4)}`}`
  }

  return {
    seeBaseline: (event) => {
      baseline = foldEvent(baseline, event)
      if (plan.json) out(JSON.stringify({ search: 'baseline', ...Object(toJson(event)) }))
      else if (live === undefined && event._tag === 'Rewarded')
        out(`baseline ${renderEpisode(event, plan.episodes)}`)
    },
    recallBaseline: (event) => {
      baseline = foldEvent(baseline, event)
    },
    see: (event) => {
      model = foldEvent(model, event)
      const now = performance.now()
      if (plan.json) out(JSON.stringify(toJson(event)))
      else if (live === undefined) {
        if (event._tag === 'Rewarded') out(renderEpisode(event, plan.episodes))
      } else if (now - drawn > frame) {
        drawn = now
        live(renderLive(plan, model, (now - began) / 1000, process.stdout.columns) + showBaseline())
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
