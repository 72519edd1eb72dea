import { isTagged, type SessionEvent, type SessionView } from '../../session/index.ts'
import { drawing } from '../output.ts'
import { renderLive } from '../view/render.ts'

/** What is drawn in place on a terminal while a session runs. */
export interface LiveView {
  /** Draws what the view shows after an event. */
  readonly see: (view: SessionView, event: SessionEvent) => void
  /** Removes what was drawn. */
  readonly clear: () => void
}

/** Milliseconds between two drawings. */
const frame = 100

const renderBaseline = ({ baseline, plan }: SessionView): ReadonlyArray<string> => {
  const [top] = baseline.best
  return baseline.episodes === 0
    ? []
    : [
        `baseline ${baseline.episodes}/${Number(plan?.settings['episodes'])}${top === undefined ? '' : `, best ${top.reward.toFixed(4)}`}`,
      ]
}

/** Draws a session in place, at most ten times a second. */
export const liveView = (): LiveView => {
  const began = performance.now()
  const { draw, clear, width } = drawing()
  let drawn = -Infinity
  return {
    clear,
    see: (view, event) => {
      if (isTagged(event, 'Reevaluated'))
        draw([`trained again: ${event.trainings}, the last with reward ${event.reward.toFixed(4)}`])
      else if (isTagged(event, 'FinalProgress'))
        draw([
          `final training: step ${event.step}/${event.steps}  validation loss ${(event.metrics['validationLoss'] ?? NaN).toFixed(4)}`,
        ])
      else if (view.stage === 'search') {
        const now = performance.now()
        if (now - drawn <= frame) return
        drawn = now
        draw([...renderLive(view, (now - began) / 1000, width()), ...renderBaseline(view)])
      }
    },
  }
}
