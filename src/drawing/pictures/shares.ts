import * as Plot from '@observablehq/plot'
import { type OptionShares } from '../../report/index.ts'
import { draw } from '../draw.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { brief } from './thin.ts'

const mostLines = 44

interface Row {
  readonly row: string
  readonly label: string
  readonly isHead: boolean
}

/** How often each option was proposed, part after part of the search. */
export const sharesPicture = ({ parts, decisions, leftOut }: OptionShares): Picture => {
  const spans = parts
    .slice(0, -1)
    .map((from, part) => `${from}-${Math.max(from, (parts[part + 1] ?? 1) - 1)}`)
  let lines = 0
  const shown = decisions.filter(({ options }) => (lines += options.length + 1) <= mostLines)
  const rows: ReadonlyArray<Row> = shown.flatMap(({ path, options }, d) => [
    { row: `${d}`, label: path, isHead: true },
    ...options.map((label, o) => ({ row: `${d} ${o}`, label, isHead: false })),
  ])
  const cells = shown.flatMap(({ options, shares }, d) =>
    options.flatMap((_, o) =>
      spans.map((span, part) => ({
        span,
        row: `${d} ${o}`,
        share: shares[part * options.length + o] ?? NaN,
      })),
    ),
  )
  const labels = new Map(rows.map(({ row, label }) => [row, label]))
  const left = decisions.length - shown.length + leftOut
  const title = 'What was proposed, and when'
  const says = `Of each part of the search the share of each option: the stronger, the more of its proposals took it.${left === 0 ? '' : ` ${left} less important decisions are left out.`}`
  const heads = rows.filter(({ isHead }) => isHead)
  return {
    ...{ name: 'shares', title, says },
    legend: [{ mark: 'band', colour: 'first', text: 'share of the proposals, from none to all' }],
    svg: draw(`${title}: ${says}`, {
      height: 60 + 19 * rows.length,
      ...{ marginLeft: 150, marginTop: 8 },
      x: {
        ...{ type: 'band', domain: spans, label: 'episodes', paddingInner: 0.04, tickSize: 0 },
        ticks: spans.filter((_, i) => i === 0 || i === spans.length - 1 || i === spans.length >> 1),
      },
      y: {
        ...{ type: 'band', domain: rows.map(({ row }) => row), label: null, tickSize: 0 },
        ...{
          paddingInner: 0.06,
          ticks: rows.filter(({ isHead }) => !isHead).map(({ row }) => row),
        },
        tickFormat: (row: string) => brief(labels.get(row) ?? '', 21),
      },
      marks: [
        Plot.cell(cells, { x: 'span', y: 'row', fill: ink.first, fillOpacity: 0.06 }),
        Plot.cell(
          cells.filter(({ share }) => share > 0),
          { x: 'span', y: 'row', fill: ink.first, fillOpacity: 'share' },
        ),
        Plot.text(heads, {
          ...{ y: 'row', text: ({ label }: Row) => brief(label, 60), frameAnchor: 'left' },
          ...{ textAnchor: 'start', dx: -142, fontWeight: 'bold', dy: 3 },
        }),
      ],
      opacity: { domain: [0, 1], range: [0.06, 1] },
    }),
    table: {
      head: ['decision', 'option', 'first part', 'middle', 'last part'],
      rows: shown
        .flatMap(({ path, options, shares }) =>
          options.map((option, o) => [
            path,
            option,
            ...[0, spans.length >> 1, spans.length - 1].map((part) => {
              const share = shares[part * options.length + o] ?? NaN
              return Number.isNaN(share) ? 'not asked' : `${Math.round(100 * share)} %`
            }),
          ]),
        )
        .slice(0, 60),
    },
  }
}
