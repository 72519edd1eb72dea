import * as Plot from '@observablehq/plot'
import { type ParallelDecisions } from '../../report/index.ts'
import { draw, episodeMark } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { brief, plain } from './thin.ts'

/** How many of the best children are drawn above the others. */
const best = 10

/** So many options are named below their line; of more the first and the last. */
const mostNamed = 8

const placeOf = (option: number, of: number): number => (of === 1 ? 0.5 : option / (of - 1))

/** Children as lines through their decisions, one decision below the other. */
export const decisionsPicture = (view: ParallelDecisions): Picture => {
  const { axes, episode, reward, children, leftOut } = view
  const lines = Array.from(episode)
  const first = Math.max(0, lines.length - best)
  const shift = (line: number): number => ((line * 0.618) % 1) * 0.012 - 0.006
  const points = lines.flatMap((number, line) =>
    axes.flatMap(({ path, options, taken }) => {
      const option = taken[line] ?? -1
      // What was not asked lies at the left, apart.
      const x = option < 0 ? -0.06 : placeOf(option, options.length)
      return [{ path, x: x + shift(line), episode: number, isBest: line >= first }]
    }),
  )
  const named = axes.flatMap(({ path, options }) =>
    options
      .map((text, i) => ({ path, text: brief(text, 14), x: placeOf(i, options.length), i }))
      .filter(({ i }) => options.length <= mostNamed || i === 0 || i === options.length - 1),
  )
  const isAsked = axes.every(({ taken }) => taken.every((option) => option >= 0))
  const title = 'Children by their decisions'
  const says = `${lines.length} of ${children} children, a line each${leftOut === 0 ? '' : `; ${leftOut} less important decisions are left out`}. The ${Math.min(best, lines.length)} best are drawn above the others.${isAsked ? '' : ' At the left lies what was not asked of a child.'}`
  const line = (of: typeof points, stroke: string, strokeOpacity: number, strokeWidth: number) =>
    Plot.line(of, {
      ...{ x: 'x', y: 'path', z: 'episode', stroke, strokeOpacity, strokeWidth },
      ariaLabel: (one: { readonly episode: number }) => episodeMark(one.episode),
    })
  return {
    ...{ name: 'decisions', title, says },
    legend: [
      { mark: 'line', colour: 'first', text: 'a child' },
      { mark: 'line', colour: 'second', text: `one of the ${Math.min(best, lines.length)} best` },
    ],
    svg: draw(`${title}: ${says}`, {
      height: 40 + 52 * axes.length,
      ...{ marginLeft: 150, marginTop: 10, marginBottom: 20, marginRight: 30 },
      x: { axis: null, domain: [isAsked ? -0.02 : -0.08, 1.02] },
      y: {
        ...{ type: 'point', label: null, domain: axes.map(({ path }) => path), padding: 0.5 },
        tickFormat: (path: string) => brief(path, 21),
        tickSize: 0,
      },
      marks: [
        Plot.ruleY(axes, { y: 'path', x1: 0, x2: 1, strokeOpacity: 0.25 }),
        line(
          points.filter(({ isBest }) => !isBest),
          ink.first,
          lines.length > 100 ? 0.12 : 0.25,
          1,
        ),
        line(
          points.filter(({ isBest }) => isBest),
          ink.second,
          0.8,
          1.75,
        ),
        Plot.text(named, {
          ...{ x: 'x', y: 'path', text: 'text', dy: 13, fontSize: 10 },
          ...{ stroke: 'var(--paper)', strokeWidth: 4, fill: 'currentColor' },
        }),
      ],
    }),
    table: {
      head: ['episode', 'reward', ...axes.map(({ path }) => path)],
      rows: lines
        .map((number, i) => [
          number,
          plain(reward[i] ?? NaN),
          ...axes.map(({ options, taken }) => options[taken[i] ?? -1] ?? ''),
        ])
        .slice(-30)
        .reverse(),
      note: 'The best first.',
    },
  }
}
