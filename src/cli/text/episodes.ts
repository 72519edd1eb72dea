import { type Outcome, type Rewarded, showArchitecture } from '../../core.ts'
import { showMeasured } from './measured.ts'

const markOf = ({ cached, validated }: Extract<Outcome<unknown>, { readonly _tag: 'Trained' }>) =>
  `${validated.design === true ? '  (a plain design)' : ''}${cached ? '  (seen before)' : ''}`

/** An episode that is over, in a line. */
export const renderEpisode = ({ outcome, reward }: Rewarded<unknown>, episodes: number): string => {
  switch (outcome._tag) {
    case 'Rejected':
      return `episode ${outcome.proposed.episode + 1}/${episodes}  reward ${reward.toFixed(4)}  rejected: ${outcome.reason.message}`
    case 'Failed':
      return `episode ${outcome.validated.episode + 1}/${episodes}  reward ${reward.toFixed(4)}  ${showArchitecture(outcome.validated.architecture)}  failed: ${outcome.reason.message}`
    case 'Trained':
      return `episode ${outcome.validated.episode + 1}/${episodes}  ${[`reward ${reward.toFixed(4)}`, ...showMeasured(outcome.metrics, reward)].join('  ')}  ${showArchitecture(outcome.validated.architecture)}${markOf(outcome)}`
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
