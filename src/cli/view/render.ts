import { showDuration } from '../../common/index.ts'
import { type Progress, type Rewarded, showArchitecture, showKey } from '../../core.ts'
import { type SessionView } from '../../session/index.ts'
import { showMeasured } from './measured.ts'
import { progressBar, sparkline } from './sparkline.ts'

/** An episode that is over, in a line. */
export const renderEpisode = ({ outcome, reward }: Rewarded<unknown>, episodes: number): string => {
  switch (outcome._tag) {
    case 'Rejected':
      return `episode ${outcome.proposed.episode + 1}/${episodes}  reward ${reward.toFixed(4)}  rejected: ${outcome.reason.message}`
    case 'Failed':
      return `episode ${outcome.validated.episode + 1}/${episodes}  reward ${reward.toFixed(4)}  ${showArchitecture(outcome.validated.architecture)}  failed: ${outcome.reason.message}`
    case 'Trained':
      return `episode ${outcome.validated.episode + 1}/${episodes}  ${[`reward ${reward.toFixed(4)}`, ...showMeasured(outcome.metrics, reward)].join('  ')}  ${showArchitecture(outcome.validated.architecture)}${outcome.cached ? '  (seen before)' : ''}`
  }
}

/** The best episodes as a table. */
export const renderBest = (best: ReadonlyArray<Rewarded<unknown>>): ReadonlyArray<string> =>
  best.flatMap(({ outcome, reward }, i) =>
    outcome._tag === 'Trained'
      ? [
          `  ${i + 1}.  ${[`reward ${reward.toFixed(4)}`, ...showMeasured(outcome.metrics, reward)].join('  ')}  ${String(outcome.metrics.parameters ?? '').padStart(8)} parameters  ${showArchitecture(outcome.validated.architecture)}`,
        ]
      : [],
  )

const renderRunning = ({ episode, key, step, steps = 0, metrics }: Progress): string =>
  `  #${episode + 1}  ${progressBar(steps === 0 ? 0 : step / steps, 16)}  ${showKey(key)}${
    metrics.loss === undefined ? '' : `  loss ${metrics.loss.toFixed(3)}`
  }`

/** The live view: one screen of a search under way, its lines. */
export const renderLive = (
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
