import * as Plot from '@observablehq/plot'
import { type ComparedRuns } from '../../report/index.ts'
import { draw } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { plain } from './thin.ts'

const colours = ['first', 'second', 'third', 'quiet'] as const
const dashes = ['', '6 4', '2 3', '8 3 2 3']

/** The best so far of several searches. */
export const comparisonPicture = ({ groups }: ComparedRuns): Picture | undefined => {
  if (groups.length === 0) return undefined
  const styleOf = (group: number) => ({
    colour: colours[group % colours.length] ?? 'quiet',
    dash: dashes[Math.floor(group / colours.length) % dashes.length] ?? '',
  })
  const title = 'Best reward so far'
  const says = `Mean over the seeds of each search${groups.some(({ seeds }) => seeds.length > 1) ? ', and from the lowest to the highest of them' : ''}, up to the episodes that all of them have.`
  return {
    ...{ name: 'comparison', title, says },
    legend: groups.map(({ name, seeds }, group) => ({
      mark: group < colours.length ? 'line' : 'dashes',
      colour: styleOf(group).colour,
      text: `${name} (${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')})`,
    })),
    svg: draw(`${title}: ${says}`, {
      height: 360,
      x: { label: 'episode' },
      y: { label: 'best reward so far', grid: true, nice: true },
      marks: groups.flatMap(({ episode, mean, low, high, seeds }, group) => {
        const { colour, dash } = styleOf(group)
        const points = Array.from(mean, (y, i) => ({
          ...{ x: episode[i] ?? 0, y, low: low[i] ?? NaN, high: high[i] ?? NaN },
        }))
        return [
          ...(seeds.length === 1
            ? []
            : [
                Plot.areaY(points, {
                  ...{ x: 'x', y1: 'low', y2: 'high', fill: ink[colour], fillOpacity: 0.15 },
                }),
              ]),
          Plot.lineY(points, {
            ...{ x: 'x', y: 'y', stroke: ink[colour], strokeWidth: 2 },
            ...(dash === '' ? {} : { strokeDasharray: dash }),
          }),
        ]
      }),
    }),
    table: {
      head: ['search', 'seeds', 'best reward at the last episode', 'lowest', 'highest'],
      rows: groups.map(({ name, seeds, mean, low, high }) => [
        ...[name, seeds.join(', '), plain(mean.at(-1) ?? NaN)],
        ...[plain(low.at(-1) ?? NaN), plain(high.at(-1) ?? NaN)],
      ]),
    },
  }
}
