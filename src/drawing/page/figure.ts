import { legendMarks } from '../legendMarks.ts'
import { type LegendEntry, type Picture, type Table } from '../Picture.ts'
import { html, type Html, raw } from './html.ts'

const legendItem = ({ mark, colour, text }: LegendEntry): Html =>
  html`<li>
    <svg class="mark ${colour}" viewBox="0 0 18 14" aria-hidden="true">
      ${raw(legendMarks[mark])}
    </svg>
    ${text}
  </li>`

const isNumber = (cell: string | number): boolean =>
  typeof cell === 'number' || /^-?[\d.]+(e[+-]?\d+)?( %)?$/.test(cell)

/** A column of numbers stands at the right, its head too. */
const classOf = (cells: ReadonlyArray<string | number>): string =>
  cells.length > 0 && cells.every(isNumber) ? 'number' : 'text'

/** A table of what a picture shows. */
export const tableOf = ({ head, rows, note }: Table, caption: string): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}${note === undefined ? '' : `. ${note}`}
      </caption>
      <thead>
        <tr>
          ${head.map((cell, i) => html`<th scope="col" class="${classOf(rows.map((row) => row[i] ?? ''))}">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td class="${isNumber(cell) ? 'number' : 'text'}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

/** What makes a picture's points reachable by keyboard. */
const reachable = html`tabindex="0" role="group" aria-roledescription="plot, arrow keys go from
point to point, Enter opens one"`

/** A picture with its title, what it says, its legend, and the table behind it. */
export const figure = ({ name, title, says, svg, legend, table }: Picture): Html =>
  html`<figure data-picture="${name}">
    <figcaption>
      <h3>${title}</h3>
      <p>${says}</p>
    </figcaption>
    ${
      legend.length === 0
        ? ''
        : html`<ul class="legend">
            ${legend.map(legendItem)}
          </ul>`
    }
    <div class="drawn" aria-label="${title}" ${svg.includes('data-e=') ? reachable : ''}>
      ${raw(svg)}
    </div>
    ${
      table.rows.length === 0
        ? ''
        : html`<details>
            <summary>The numbers of “${title}”</summary>
            ${tableOf(table, title)}
          </details>`
    }
  </figure>`
