import { width } from './draw.ts'
import { legendMarks } from './legendMarks.ts'
import { html, raw, textOf } from './page/html.ts'
import { coloured, ink } from './palette.ts'
import { type LegendEntry, type Picture } from './Picture.ts'

const rowHeight = 20
/** What a character of the legend takes, at most, in pixels. */
const letter = 6.6

interface Placed extends LegendEntry {
  readonly x: number
  readonly row: number
}

/** Entries of a legend in rows that are as wide as the picture. */
const placed = (legend: ReadonlyArray<LegendEntry>): ReadonlyArray<Placed> => {
  let [x, row] = [16, 0]
  return legend.map((entry) => {
    const size = 24 + letter * entry.text.length + 16
    if (x > 16 && x + size > width) [x, row] = [16, row + 1]
    const place = { ...entry, x, row }
    x += size
    return place
  })
}

/** A picture as the text of a file of its own: with its legend, its colours, and a white ground. */
export const standalone = ({ svg, legend }: Picture): string => {
  const height = Number(/ height="([\d.]+)"/.exec(svg)?.[1] ?? 0)
  const entries = placed(legend)
  const rows = entries.length === 0 ? 0 : Math.max(...entries.map(({ row }) => row)) + 1
  const whole = height + rows * rowHeight + (rows === 0 ? 0 : 8)
  const keys = entries.map(
    ({ mark, colour, text, x, row }) =>
      html`<g
        transform="translate(${x},${height + row * rowHeight})"
        font-family="system-ui, sans-serif"
        font-size="12"
        ><g color="${ink[colour]}"
          >${raw(legendMarks[mark].replaceAll('currentColor', ink[colour]))}</g
        ><text x="24" y="11">${text}</text></g
      >`,
  )
  const body = svg.replace(/ data-e="\d+"/g, '').replace(/^<svg/, `<svg x="0" y="0" `)
  return `${coloured(
    textOf(
      html`<svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox="0 0 ${width} ${whole}"
        width="${width}"
        height="${whole}"
        fill="currentColor"
      >
        <rect width="${width}" height="${whole}" fill="var(--paper)"></rect>
        ${raw(body)}${keys}
      </svg>`,
    ),
  )}\n`
}
