import * as Plot from '@observablehq/plot'
import { type LearningCurves } from '../../report/index.ts'
import { draw, episodeMark } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { plain } from './thin.ts'

/** How children came along in their trainings. */
export const curvesPicture = ({ metric, children, stopped, curves }: LearningCurves): Picture => {
  const points = curves.flatMap(({ episode, steps, values, best }) =>
    Array.from(values, (y, i) => ({ x: steps[i] ?? 0, y, episode, best })),
  )
  const ends = curves
    .filter(({ stoppedAt }) => stoppedAt !== null)
    .map(({ episode, steps, values }) => ({
      x: steps.at(-1) ?? 0,
      y: values.at(-1) ?? NaN,
      episode,
    }))
  const title = `${metric} during training`
  const says = `${curves.length} of ${children} children; ${stopped} were stopped early.`
  const mark = ({ episode }: { readonly episode: number }): string => episodeMark(episode)
  return {
    ...{ name: 'curves', title, says },
    legend: [
      { mark: 'line', colour: 'first', text: 'a child' },
      { mark: 'line', colour: 'second', text: 'the best child' },
      ...(ends.length === 0
        ? []
        : [{ mark: 'ring', colour: 'quiet', text: 'stopped early' } as const]),
    ],
    svg: draw(`${title}: ${says}`, {
      height: 330,
      x: { label: 'step' },
      y: { label: metric, grid: true, nice: true },
      marks: [
        Plot.line(
          points.filter(({ best }) => !best),
          {
            ...{ x: 'x', y: 'y', z: 'episode', stroke: ink.first, strokeOpacity: 0.35 },
            ariaLabel: mark,
          },
        ),
        Plot.dot(ends, { x: 'x', y: 'y', r: 3, stroke: ink.quiet, ariaLabel: mark }),
        Plot.line(
          points.filter(({ best }) => best),
          {
            ...{ x: 'x', y: 'y', z: 'episode', stroke: ink.second, strokeWidth: 2.5 },
            ariaLabel: mark,
          },
        ),
      ],
    }),
    table: {
      head: ['episode', `last ${metric}`, 'steps', 'stopped early'],
      rows: curves
        .slice(-60)
        .reverse()
        .map(({ episode, values, steps, stoppedAt }) => [
          ...[episode, plain(values.at(-1) ?? NaN), plain(steps.at(-1) ?? 0)],
          stoppedAt === null ? '' : `at ${Math.round(100 * stoppedAt)} %`,
        ]),
    },
  }
}
