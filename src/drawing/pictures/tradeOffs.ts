import * as Plot from '@observablehq/plot'
import { type TradeOff } from '../../report/index.ts'
import { draw, episodeMark } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { lowest, plain } from './thin.ts'

const costLabels: ReadonlyMap<string, string> = new Map([
  ['flops', 'operations for one example'],
  ['latency', 'milliseconds for one example'],
])

/** Costs that differ by more than this are drawn by their logarithm. */
const wide = 30

const tradeOff = ({ score, cost, children, points, front }: TradeOff): Picture => {
  const dots = Array.from(points.cost, (x, i) => ({
    x,
    y: points.score[i] ?? NaN,
    episode: points.episode[i] ?? 0,
  }))
  const label = costLabels.get(cost) ?? cost
  const least = lowest(points.cost)
  const most = Math.max(...front.map((point) => point.cost), ...dots.map(({ x }) => x))
  const isLog = least > 0 && most / least > wide
  const says = `${children} children; ${front.length} of them no other beats by a better ${score} at no more ${label}.`
  const title = `${score} against ${cost === 'flops' ? 'operations' : cost}`
  const mark = ({ episode }: { readonly episode: number }): string => episodeMark(episode)
  return {
    ...{ name: `tradeoff-${cost}`, title, says },
    legend: [
      { mark: 'dot', colour: 'first', text: 'a child' },
      { mark: 'ring', colour: 'second', text: 'on the front' },
    ],
    svg: draw(`${title}: ${says}`, {
      height: 330,
      x: {
        ...{ label, grid: true, ticks: 5, tickFormat: isLog ? '.1~s' : '~s' },
        type: isLog ? 'log' : 'linear',
      },
      y: { label: score, grid: true, nice: true },
      marks: [
        Plot.dot(dots, {
          ...{ x: 'x', y: 'y', r: dots.length > 400 ? 2 : 3, fill: ink.first, fillOpacity: 0.45 },
          ariaLabel: mark,
        }),
        Plot.line(front, {
          ...{ x: 'cost', y: 'score', curve: 'step-after', stroke: ink.second, strokeWidth: 1.5 },
        }),
        Plot.dot(front, {
          ...{ x: 'cost', y: 'score', r: 4.5, stroke: ink.second, strokeWidth: 2 },
          ariaLabel: mark,
        }),
      ],
    }),
    table: {
      head: ['episode', score, label, 'architecture'],
      rows: front.map((point) => [
        ...[point.episode, plain(point.score), plain(point.cost), point.architecture],
      ]),
      note: 'The front, cheapest first.',
    },
  }
}

/** How good children are against each of their costs. */
export const tradeOffPictures = (views: ReadonlyArray<TradeOff>): ReadonlyArray<Picture> =>
  views.map(tradeOff)
