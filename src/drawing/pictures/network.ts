import { type Network } from '../../report/index.ts'
import { width } from '../draw.ts'
import { html, type Html, textOf } from '../page/html.ts'
import { ink } from '../palette.ts'
import { type Picture } from '../Picture.ts'
import { brief, plain } from './thin.ts'

type Layer = Network['layers'][number]

const rowHeight = 46
const boxHeight = 34
const left = 96
const boxWidth = 330
const mostDrawn = 120

const middleOf = (layer: number): number => 10 + layer * rowHeight + boxHeight / 2

const box = ({ name, kind, detail, output, parameters }: Layer, i: number, most: number): Html => {
  const top = 10 + i * rowHeight
  const bar = most === 0 ? 0 : Math.round((90 * parameters) / most)
  return html`<g>
    <title>${name}: ${kind} ${detail}, puts out ${output}, ${parameters} parameters</title>
    <rect
      x="${left}"
      y="${top}"
      width="${boxWidth}"
      height="${boxHeight}"
      rx="5"
      fill="${ink.first}"
      fill-opacity="0.1"
      stroke="${ink.first}"
    ></rect>
    <text x="${left + 10}" y="${top + 15}" font-weight="bold">${brief(kind, 24)}</text>
    <text x="${left + 10}" y="${top + 28}" font-size="10">${brief(detail, 54)}</text>
    <text x="${left + boxWidth - 10}" y="${top + 15}" text-anchor="end">${brief(output, 24)}</text>
    ${
      parameters === 0
        ? ''
        : html`<rect
              x="${left + boxWidth + 12}"
              y="${top + 20}"
              width="${Math.max(1, bar)}"
              height="8"
              fill="${ink.third}"
            ></rect
            ><text x="${left + boxWidth + 12}" y="${top + 14}" font-size="10"
              >${parameters.toLocaleString('en')}</text
            >`
    }
  </g>`
}

/** From a layer to one that reads it: straight to the next, at the left past those between. */
const edge = (from: number, to: number): Html => {
  const [start, end] = [middleOf(from), middleOf(to)]
  if (to === from + 1) {
    const x = left + boxWidth / 2
    return html`<path d="M${x},${start + boxHeight / 2}V${end - boxHeight / 2}"></path>`
  }
  const out = left - 10 - Math.min(74, 9 * (to - from))
  return html`<path d="M${left},${start}C${out},${start} ${out},${end} ${left},${end}"></path>`
}

/** A network, layer by layer. */
export const networkPicture = ({ layers, parameters, flops }: Network): Picture => {
  const drawn = layers.slice(0, mostDrawn)
  const most = Math.max(0, ...drawn.map((layer) => layer.parameters))
  const title = 'The best network'
  const says = `${layers.length} layers, ${parameters.toLocaleString('en')} parameters, ${flops.toLocaleString('en')} operations for one example.${layers.length > drawn.length ? ` The first ${drawn.length} layers are drawn.` : ''}`
  const edges = drawn.flatMap(({ reads }, to) => reads.map((from) => edge(from, to)))
  const svg = html`<svg
    class="plot"
    role="img"
    aria-label="${title}: ${says}"
    viewBox="0 0 ${width} ${10 + drawn.length * rowHeight}"
    width="${width}"
    height="${10 + drawn.length * rowHeight}"
    font-family="system-ui, sans-serif"
    font-size="12"
    fill="currentColor"
  >
    <g fill="none" stroke="${ink.quiet}" stroke-width="1.5">${edges}</g>
    ${drawn.map((layer, i) => box(layer, i, most))}
  </svg>`
  return {
    ...{ name: 'network', title, says },
    legend: [{ mark: 'band', colour: 'third', text: 'parameters of a layer' }],
    svg: textOf(svg),
    table: networkTable(layers),
  }
}

const networkTable = (layers: ReadonlyArray<Layer>): Picture['table'] => ({
  head: ['', 'layer', 'of', 'reads', 'puts out', 'parameters', 'operations'],
  rows: layers.map(({ kind, detail, reads, output, parameters, flops }, i) => [
    ...[i + 1, kind, detail, reads.map((from) => from + 1).join(', '), output],
    ...[plain(parameters), plain(flops)],
  ]),
})
