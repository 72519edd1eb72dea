import * as Plot from '@observablehq/plot'
import { type Importance } from '../../report/index.ts'
import { draw } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { brief } from './thin.ts'

const mostShown = 15

/** How far the forest behind the importances is to be believed. */
const believed = (fit: number): string =>
  fit >= 0.5
    ? 'Its forest tells rewards well, so it can be believed.'
    : fit >= 0.2
      ? 'Its forest tells rewards roughly: take it as a hint.'
      : 'Its forest hardly tells rewards, so this says little.'

const percent = (part: number): string => `${(100 * part).toFixed(part < 0.1 ? 1 : 0)} %`

/** Which decisions matter for the reward. */
export const importancePicture = ({ decisions, together, children, fit }: Importance): Picture => {
  const shown = decisions
    .slice(0, mostShown)
    .map((one) => ({ ...one, name: brief(one.path, 24), of: one.path }))
  const title = 'Which decisions matter'
  const says = `Part of the rewards' variance that each decision explains alone, among ${children} children${
    decisions.length > shown.length
      ? `; the first ${shown.length} of ${decisions.length} decisions`
      : ''
  }. ${percent(together)} is explained by none alone. ${believed(fit)}`
  return {
    ...{ name: 'importance', title, says },
    legend: [
      { mark: 'band', colour: 'first', text: 'importance' },
      { mark: 'line', colour: 'quiet', text: 'where nine of ten trees of the forest lie' },
    ],
    svg: draw(`${title}: ${says}`, {
      height: 64 + 24 * shown.length,
      marginLeft: 170,
      x: {
        ...{ label: 'part of the variance', percent: true, grid: true, ticks: 5 },
        domain: [0, Math.max(5, ...shown.map(({ high }) => 100 * high))],
      },
      y: {
        label: null,
        domain: shown.map(({ of }) => of),
        tickFormat: (of: string) => brief(of, 24),
      },
      marks: [
        Plot.barX(shown, { x: 'importance', y: 'of', fill: ink.first, fillOpacity: 0.8 }),
        Plot.ruleY(shown, { x1: 'low', x2: 'high', y: 'of', stroke: ink.quiet, strokeWidth: 2 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      head: ['decision', 'importance', 'from', 'to'],
      rows: decisions
        .slice(0, 60)
        .map(({ path, importance, low, high }) => [
          ...[path, percent(importance), percent(low), percent(high)],
        ]),
    },
  }
}
