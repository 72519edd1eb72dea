import { type Progress, showKey } from '../../core.ts'
import { isTagged, type SessionEvent, type SessionView } from '../../session/index.ts'
import { drawing } from '../output.ts'
import { showDuration } from '../../common/index.ts'
import { renderEpisode } from '../text/episodes.ts'
import { progressBar, sparkline } from '../text/sparkline.ts'

/** What is drawn in place on a terminal while a session runs. */
export interface LiveView {
  /** Draws what the view shows after an event. */
  readonly see: (view: SessionView, event: SessionEvent) => void
  /** Removes what was drawn. */
  readonly clear: () => void
}

/** Milliseconds between two drawings. */
const frame = 100

const renderRunning = ({ episode, key, step, steps = 0, metrics }: Progress): string =>
  `  #${episode + 1}  ${progressBar(steps === 0 ? 0 : step / steps, 16)}  ${showKey(key)}${
    metrics.loss === undefined ? '' : `  loss ${metrics.loss.toFixed(3)}`
  }`

/** The live view: one screen of a search under way, its lines. */
const renderLive = (
  { plan, search }: SessionView,
  secondsSoFar: number,
  width: number,
): ReadonlyArray<string> => {
  const { episodes, rewards, best, running, figures } = search
  const all = Number(plan?.settings['episodes'])
  const left =
    episodes === 0
      ? ''
      : `, about ${showDuration((secondsSoFar / episodes) * (all - episodes))} left`
  const [top] = best
  return [
    `episode ${episodes}/${all}  ${progressBar(episodes / all, 24)}  ${showDuration(secondsSoFar)}${left}`,
    ...[...running.values()].map(renderRunning),
    ...(rewards.length === 0
      ? []
      : [`rewards  ${sparkline(rewards, 40)}  last ${(rewards.at(-1) ?? 0).toFixed(4)}`]),
    ...(top === undefined ? [] : [`best     ${renderEpisode(top, all)}`]),
    ...(Object.keys(figures).length === 0
      ? []
      : [
          `policy   ${Object.entries(figures)
            .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
            .join('  ')}`,
        ]),
  ].map((line) => line.slice(0, width))
}

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
