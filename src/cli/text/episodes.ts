import { episodeOf, type Outcome, type Rewarded, showArchitecture } from '../../core.ts'
import { showMeasured } from './measured.ts'

const markOf = ({ cached, validated }: Extract<Outcome<unknown>, { readonly _tag: 'Trained' }>) =>
  `${validated.design === true ? '  (a plain design)' : ''}${cached ? '  (seen before)' : ''}`

/** How an episode ended: its reward, what was measured, and its architecture; or why there is none. */
export const renderOutcome = ({ outcome, reward }: Rewarded<unknown>): string => {
  const paid = `reward ${reward.toFixed(4)}`
  switch (outcome._tag) {
    case 'Rejected':
      return `${paid}  rejected: ${outcome.reason.message}`
    case 'Failed':
      return `${paid}  ${showArchitecture(outcome.validated.architecture)}  failed: ${outcome.reason.message}`
    case 'Trained':
      return `${[paid, ...showMeasured(outcome.metrics, reward)].join('  ')}  ${showArchitecture(outcome.validated.architecture)}${markOf(outcome)}`
  }
}

/** An episode that is over, in a line. */
export const renderEpisode = (rewarded: Rewarded<unknown>, episodes: number): string =>
  `episode ${episodeOf(rewarded.outcome) + 1}/${episodes}  ${renderOutcome(rewarded)}`

/** The best episodes as a table. */
export const renderBest = (best: ReadonlyArray<Rewarded<unknown>>): ReadonlyArray<string> =>
  best.flatMap(({ outcome, reward }, i) =>
    outcome._tag === 'Trained'
      ? [
          `  ${i + 1}.  ${[`reward ${reward.toFixed(4)}`, ...showMeasured(outcome.metrics, reward)].join('  ')}  ${String(outcome.metrics.parameters ?? '').padStart(8)} parameters  ${showArchitecture(outcome.validated.architecture)}`,
        ]
      : [],
  )
