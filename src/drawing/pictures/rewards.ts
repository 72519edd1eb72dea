import * as Plot from '@observablehq/plot'
import { outcomes, type RewardCurve } from '../../report/index.ts'
import { draw, episodeMark } from '../draw.ts'
import { ink } from '../palette.ts'
import { type LegendEntry, type Picture } from '../Picture.ts'
import { highest, lowest, plain, someRows } from './thin.ts'

type Best = RewardCurve['best']
type Along = 'episode' | 'seconds'

interface Axis {
  readonly along: Along
  readonly label: string
  readonly of: (value: number) => number
}

/** Seconds, minutes or hours, by how long it took. */
const timeAxis = (seconds: number): Axis => {
  const unit =
    seconds < 180
      ? { name: 'seconds', size: 1 }
      : seconds < 10_800
        ? { name: 'minutes', size: 60 }
        : { name: 'hours', size: 3600 }
  return { along: 'seconds', label: `${unit.name} of work`, of: (value) => value / unit.size }
}

const episodeAxis: Axis = { along: 'episode', label: 'episode', of: (value) => value }

const steps = (best: Best, { along, of }: Axis) =>
  Array.from(best.reward, (y, i) => ({ x: of(best[along][i] ?? 0), y }))

/** What is drawn of the range of rewards: where nearly all of it is failures and slow beginnings, the rest. */
const domainOf = ({ range, baseline }: RewardCurve): readonly [number, number] => {
  const low = Math.min(range.low, baseline?.best.reward[0] ?? range.low)
  const high = Math.max(
    range.high,
    highest(baseline?.best.reward ?? []),
    highest(baseline?.band?.high ?? []),
  )
  const margin = (high - low || Math.abs(high) || 1) * 0.06
  return [low - margin, high + margin]
}

const curve = (view: RewardCurve, axis: Axis, name: string, title: string): Picture => {
  const { points, best, baseline } = view
  const domain = domainOf(view)
  const isBroken = (i: number): boolean => (points.outcome[i] ?? 0) >= outcomes.failed
  const dots = Array.from(points.reward, (y, i) => ({
    x: axis.of(points[axis.along][i] ?? 0),
    y: isBroken(i) ? domain[0] : Math.min(domain[1], Math.max(domain[0], y)),
    episode: points.episode[i] ?? 0,
    broken: isBroken(i),
  }))
  const good = dots.filter(({ broken }) => !broken)
  const broken = dots.filter((dot) => dot.broken)
  const band = baseline?.band ?? undefined
  const bands = Array.from(band?.median ?? [], (median, i) => ({
    x: axis.of(band?.[axis.along][i] ?? 0),
    low: band?.low[i] ?? NaN,
    high: band?.high[i] ?? NaN,
    median,
  }))
  const last = best.reward.at(-1) ?? NaN
  const says = `${view.episodes} episodes; the best reward so far ends at ${plain(last)}${
    baseline === null
      ? ''
      : `, that of ${baseline.policy} at ${plain(baseline.best.reward.at(-1) ?? NaN)}`
  }.${points.reward.length < view.episodes ? ` ${points.reward.length} episodes are drawn, the lowest and the highest of neighbours.` : ''}`
  const size = dots.length > 400 ? 2 : 3
  const rows = someRows(best.reward.length)
  const legend: ReadonlyArray<LegendEntry> = [
    { mark: 'dot', colour: 'first', text: 'an episode' },
    ...(broken.length === 0
      ? []
      : [{ mark: 'cross', colour: 'second', text: 'failed or rejected' } as const]),
    { mark: 'line', colour: 'first', text: 'best so far' },
    ...(baseline === null
      ? []
      : [{ mark: 'dashes', colour: 'quiet', text: `best so far of ${baseline.policy}` } as const]),
    ...(band === undefined
      ? []
      : [
          {
            mark: 'band',
            colour: 'quiet',
            text: 'where nine of ten random searches would be',
          } as const,
        ]),
  ]
  return {
    ...{ name, title, says, legend },
    svg: draw(`${title}: ${says}`, {
      height: 330,
      x: { label: axis.label, nice: false },
      y: { label: 'reward', domain: [...domain], grid: true },
      marks: [
        ...(band === undefined
          ? []
          : [
              Plot.areaY(bands, {
                ...{ x: 'x', y1: 'low', y2: 'high', fill: ink.quiet, fillOpacity: 0.22 },
                clip: true,
              }),
            ]),
        ...(baseline === null
          ? []
          : [
              Plot.lineY(steps(baseline.best, axis), {
                ...{ x: 'x', y: 'y', curve: 'step-after', stroke: ink.quiet, clip: true },
                ...{ strokeDasharray: '5 4', strokeWidth: 1.5 },
              }),
            ]),
        Plot.dot(good, {
          ...{ x: 'x', y: 'y', r: size, fill: ink.first, fillOpacity: 0.45 },
          ariaLabel: ({ episode }: { readonly episode: number }) => episodeMark(episode),
        }),
        Plot.dot(broken, {
          ...{ x: 'x', y: 'y', r: size + 0.5, stroke: ink.second, symbol: 'times' },
          ariaLabel: ({ episode }: { readonly episode: number }) => episodeMark(episode),
        }),
        Plot.lineY(steps(best, axis), {
          ...{ x: 'x', y: 'y', curve: 'step-after', stroke: ink.first, strokeWidth: 2 },
        }),
      ],
    }),
    table: {
      head: [axis.along === 'episode' ? 'episode' : axis.label, 'best reward so far'],
      rows: rows.places.map((i) => [
        plain(axis.of(best[axis.along][i] ?? 0)),
        plain(best.reward[i] ?? NaN),
      ]),
      note: rows.note ?? 'Where it rose, and at the last episode.',
    },
  }
}

/** Rewards and the best so far against episodes, and against the time that was worked. */
export const rewardPictures = (view: RewardCurve): ReadonlyArray<Picture> => {
  const seconds = highest(view.points.seconds)
  return [
    curve(view, episodeAxis, 'rewards', 'Reward of each episode'),
    ...(seconds > lowest(view.points.seconds)
      ? [curve(view, timeAxis(seconds), 'time', 'Reward against time')]
      : []),
  ]
}
