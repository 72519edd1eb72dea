import * as Plot from '@observablehq/plot'
import { type PolicyFigures } from '../../report/index.ts'
import { draw } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { plain, someRows } from './thin.ts'

const mostFigures = 6

/** How each of the policy's own figures moved. */
export const figurePictures = ({ episode, figures }: PolicyFigures): ReadonlyArray<Picture> =>
  figures
    .filter(({ values }) => values.some((value) => Number.isFinite(value)))
    .slice(0, mostFigures)
    .map(({ name, values }) => {
      const points = Array.from(values, (y, i) => ({ x: episode[i] ?? 0, y }))
      const rows = someRows(points.length)
      const title = `Policy: ${name}`
      const says = `From ${plain(values[0] ?? NaN)} to ${plain(values.at(-1) ?? NaN)}.`
      return {
        ...{ name: `policy-${name}`, title, says, legend: [] },
        svg: draw(`${title}. ${says}`, {
          height: 200,
          x: { label: 'episode' },
          y: { label: name, grid: true, nice: true, ticks: 4 },
          marks: [Plot.lineY(points, { x: 'x', y: 'y', stroke: ink.first, strokeWidth: 2 })],
        }),
        table: {
          head: ['episode', name],
          rows: rows.places.map((i) => [episode[i] ?? 0, plain(values[i] ?? NaN)]),
          ...(rows.note === undefined ? {} : { note: rows.note }),
        },
      }
    })
