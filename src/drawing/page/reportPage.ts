import { sha256 } from '@noble/hashes/sha2.js'
import { type Report, type RunReport } from '../../report/index.ts'
import { comparisonPicture } from '../pictures/comparison.ts'
import { type View, views } from '../pictures/pictures.ts'
import { figure, tableOf } from './figure.ts'
import { html, type Html, raw, textOf } from './html.ts'
import { type PageData } from './PageData.ts'
import { pageRun } from './pageRun.ts'
import {
  episodesSection,
  failuresSection,
  overviewSection,
  type Section,
  settingsSection,
  viewSection,
  worstExamples,
} from './sections.ts'
import { plain } from '../pictures/thin.ts'
import { style } from './style.ts'

/** The hash by which a policy of contents lets a script or a style run that stands in the page. */
const hashOf = (text: string): string =>
  `'sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}'`

/** JSON that stands in a page: what could end its element is written as an escape. */
const embedded = (data: PageData): string => JSON.stringify(data).replace(/</g, '\\u003c')

/** An element of this very text, of which a hash can be taken. */
const inline = (begin: `<${string}>`, text: string): Html =>
  raw(`${begin}${text}</${begin.slice(1).replace(/[ >].*$/, '')}>`)

/** Views that stand together under one heading. */
const together: ReadonlyMap<string, string> = new Map([
  ['decisions', 'importance'],
  ['shares', 'importance'],
])

/** Views as the page shows them: some together, under the heading of the first. */
const shownViews = (run: RunReport): ReadonlyArray<ReadonlyArray<View>> => {
  const groups = new Map<string, ReadonlyArray<View>>()
  for (const { name, of } of views) {
    const under = together.get(name) ?? name
    groups.set(under, [...(groups.get(under) ?? []), of(run)])
  }
  return [...groups.values()]
}

const sectionsOf = (run: RunReport): ReadonlyArray<Section> => [
  overviewSection(run),
  ...shownViews(run).map((some) =>
    viewSection(some, some[0]?.name === 'test' ? worstExamples(run) : undefined),
  ),
  failuresSection(run),
  episodesSection(run),
  settingsSection(run),
]

const runPart = (run: RunReport, i: number, isAlone: boolean): Html => {
  const sections = sectionsOf(run)
  const idOf = ({ id }: Section): string => (isAlone ? id : `run${i + 1}-${id}`)
  return html`<div class="run" data-run="${i}">
    ${isAlone ? '' : html`<h1 id="run${i + 1}">${run.name}</h1>`}
    <nav aria-label="Sections of ${run.name}">
      <ul>
        ${sections.map(
          (section) => html`<li><a href="#${idOf(section)}">${section.title}</a></li>`,
        )}
      </ul>
    </nav>
    ${sections.map(
      (section) =>
        html`<section aria-labelledby="${idOf(section)}">
          <h2 id="${idOf(section)}">${section.title}</h2>
          ${section.body}
        </section>`,
    )}
  </div>`
}

const comparedPart = ({ comparison, runs }: Report): Html | string => {
  if (comparison === null) return ''
  const picture = comparisonPicture(comparison)
  return html`<section aria-labelledby="compared">
    <h2 id="compared">The searches beside each other</h2>
    ${comparison.notes.map((text) => html`<p class="note"><strong>Note:</strong> ${text}</p>`)}
    ${comparison.differences.map(({ verdict }) => html`<p>${verdict}</p>`)}
    ${
      comparison.differences.length === 0
        ? ''
        : tableOf(
            {
              head: ['search', 'against', 'pairs', 'difference', 'from', 'to', 'p'],
              rows: comparison.differences.map(
                ({ first, second, pairs, difference, low, high, p }) => [
                  ...[first, second, pairs, plain(difference)],
                  ...[low === null ? '' : plain(low), high === null ? '' : plain(high), plain(p)],
                ],
              ),
            },
            'Differences of the best rewards, by pairs of the same seed, with 95 % intervals',
          )
    }
    ${picture === undefined ? html`<p class="soft">No search has an episode.</p>` : html`<div class="grid">${figure(picture)}</div>`}
    <ul>
      ${runs.map((run, i) => html`<li><a href="#run${i + 1}">${run.name}</a></li>`)}
    </ul>
  </section>`
}

const start = '<!doctype html>\n<!-- A report of rxnas -->\n'

/** Whether a text is the page of a report. */
export const isReportPage = (text: string): boolean => text.startsWith(start)

/**
 * A report as one page that needs nothing else: no network, no other file. Its policy of contents lets
 * nothing run but its own script.
 *
 * @param script - the page's script, which shows points, episodes and the table of them
 */
export const reportPage = (report: Report, script: string): string => {
  const { runs, created } = report
  const [first] = runs
  const isAlone = runs.length === 1
  const title = isAlone ? `Search ${first?.name ?? ''}` : `${runs.length} searches`
  const policy = [
    ...["default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`],
    ...['img-src data:', "base-uri 'none'", "form-action 'none'"],
  ].join('; ')
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <title>${title} - rxnas</title>
      ${inline('<style>', style)}
    </head>
    <body>
      <a class="skip" href="#content">To the contents</a>
      <header>
        <h1>${title}</h1>
        <p class="soft">
          Written by rxnas ${report.package}, ${created.slice(0, 16).replace('T', ' ')} UTC.
        </p>
      </header>
      <main id="content">
        ${comparedPart(report)} ${runs.map((run, i) => runPart(run, i, isAlone))}
      </main>
      <footer>
        <p>
          Point at an episode to see what it is, click it to see its architecture. With the
          keyboard: Tab to a plot, arrow keys from point to point, Enter to open one.
        </p>
      </footer>
      ${inline('<script type="application/json" id="data">', embedded({ runs: runs.map(pageRun) }))}
      ${inline('<script>', script)}
    </body>
  </html>`
  return `${start}${textOf(page)}\n`
}
