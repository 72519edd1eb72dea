import { counted, showDuration } from '../../common/index.ts'
import { type RunReport } from '../../report/index.ts'
import { plain } from '../pictures/thin.ts'
import { type View } from '../pictures/pictures.ts'
import { bitmap } from './bitmap.ts'
import { figure, tableOf } from './figure.ts'
import { html, type Html } from './html.ts'

/** A section of the page, with the heading that the list of contents has. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly body: Html
}

/** Written as a person reads it: `testAccuracy` is `test accuracy`. */
const worded = (name: string): string => name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)

const tile = (figureText: string, label: string): Html =>
  html`<li><b>${figureText}</b> <span>${label}</span></li>`

const countsOf = ({ overview: { counts } }: RunReport): ReadonlyArray<Html> => [
  tile(counts.episodes.toLocaleString('en'), counts.episodes === 1 ? 'episode' : 'episodes'),
  tile(
    counts.trained.toLocaleString('en'),
    `trained${counts.seenBefore === 0 ? '' : `, ${counts.seenBefore} known before`}`,
  ),
  ...(counts.failed === 0 ? [] : [tile(String(counts.failed), 'failed')]),
  ...(counts.rejected === 0 ? [] : [tile(String(counts.rejected), 'rejected')]),
]

/** What was measured on the test split that a person asks for first; the settings tell all of it. */
const testedOf = ({ overview }: RunReport): RunReport['overview']['tested'] =>
  overview.tested.filter(({ name }) => !/(Loss|Examples|Mae)$/.test(name))

const bestSection = ({ overview: { best } }: RunReport): Html =>
  best === null
    ? html`<p>No child has been trained yet.</p>`
    : html`<p>
        The best child is that of episode ${best.episode}: reward
        ${plain(best.reward)}${best.metrics
          .slice(0, 8)
          .map(({ name, value }) => html`, ${worded(name)} ${plain(value)}`)}.
        <br /><code>${best.architecture}</code>
      </p>`

/** What a search came to. */
export const overviewSection = (run: RunReport): Section => {
  const { overview } = run
  return {
    id: 'overview',
    title: 'In short',
    body: html`<p>
        Policy ${overview.policy}${overview.seed === null ? '' : `, seed ${overview.seed}`}, reward
        ${overview.reward}, networks
        ${overview.family}${
          overview.began === null
            ? ''
            : `; ${overview.began.slice(0, 16).replace('T', ' ')} to ${overview.ended?.slice(0, 16).replace('T', ' ') ?? ''} UTC`
        }.
      </p>
      <ul class="tiles">
        ${overview.best === null ? '' : tile(plain(overview.best.reward), 'best reward')}
        ${testedOf(run).map(({ name, value }) => tile(plain(value), worded(name)))} ${countsOf(run)}
        ${tile(showDuration(overview.seconds), 'of work')}
      </ul>
      ${overview.verdicts.map((verdict) => html`<p>${verdict}</p>`)} ${bestSection(run)}
      ${run.notes.map((text) => html`<p class="note"><strong>Note:</strong> ${text}</p>`)}`,
  }
}

/** Views as a section: their pictures, or why there are none. */
export const viewSection = (views: ReadonlyArray<View>, more?: Html): Section => {
  const pictures = views.flatMap((view) => view.pictures)
  const whys = new Set(views.map(({ why }) => why).filter((why) => why !== ''))
  return {
    id: views[0]?.name ?? '',
    title: views[0]?.title ?? '',
    body: html`${pictures.length === 0 ? '' : html`<div class="grid">${pictures.map(figure)}</div>`}
    ${[...whys].map((why) => html`<p class="soft">${why}</p>`)} ${more ?? ''}`,
  }
}

/** The examples of which the final network was most wrong. */
export const worstExamples = ({ test }: RunReport): Html | undefined => {
  if (test._tag === 'NotShown' || test.view.worst.length === 0) return undefined
  const { worst } = test.view
  const hasImages = worst.some(({ image }) => image !== null)
  return html`<h3>The worst examples</h3>
    ${
      hasImages
        ? html`<ul class="examples">
            ${worst.map(
              ({ place, truth, predicted, figure: value, image }) =>
                html`<li>
                  ${
                    image === null
                      ? ''
                      : html`<img
                          src="${bitmap(image)}"
                          alt="test example ${place + 1}"
                          width="100"
                        />`
                  }
                  ${truth}, predicted ${predicted} (probability of the truth ${plain(value)})
                </li>`,
            )}
          </ul>`
        : tableOf(
            {
              head: [
                'test example',
                'true',
                'predicted',
                test.view.scatter === null ? 'probability of the truth' : 'error',
              ],
              rows: worst.map(({ place, truth, predicted, figure: value }) => [
                ...[place + 1, truth, predicted, plain(value)],
              ]),
            },
            'Test examples of which the network was most wrong',
          )
    }`
}

/** What failed, why, and where in the space. */
export const failuresSection = ({ failures }: RunReport): Section => {
  const title = 'Failures'
  if (failures._tag === 'NotShown')
    return { id: 'failures', title, body: html`<p class="soft">${failures.why}</p>` }
  const { view } = failures
  return {
    id: 'failures',
    title,
    body: html`<p>
        Of ${counted(view.episodes, 'episode')} ${view.failed} failed and ${view.rejected}
        ${view.rejected === 1 ? 'was' : 'were'} rejected.
      </p>
      ${tableOf(
        {
          head: ['kind', 'times', 'reason (of the first)', 'first episode', 'its architecture'],
          rows: view.reasons.map(({ kind, times, message, episode, architecture }) => [
            ...[kind, times, message, episode, architecture],
          ]),
          ...(view.furtherReasons === 0
            ? {}
            : { note: `${view.furtherReasons} rarer reasons are left out` }),
        },
        'Reasons, the commonest first',
      )}
      ${
        view.places.length === 0
          ? ''
          : tableOf(
              {
                head: ['decision', 'option', 'failed', 'of'],
                rows: view.places.map(({ path, option, broken, of }) => [path, option, broken, of]),
              },
              'Options with which more failed than by chance',
            )
      }`,
  }
}

/** What it takes to run the search again, and what it was made of. */
export const settingsSection = ({ settings, command }: RunReport): Section => ({
  id: 'settings',
  title: 'Settings and data',
  body: html`${
    command === null
      ? html`<p class="soft">
          What the search was begun with was not kept, so no command can be told.
        </p>`
      : html`<p>To run it again:</p>
          <pre><code>${command}</code></pre>`
  }
  ${settings.map(
    ({ title, facts }) =>
      html`<h3>${title}</h3>
        <dl>
          ${facts.map(
            ({ name, text }) =>
              html`<dt>${name}</dt>
                <dd>${text}</dd>`,
          )}
        </dl>`,
  )}`,
})

/** The table of episodes, which the page's script sorts, filters and pages; the best ones without it. */
export const episodesSection = ({ episodes, name }: RunReport): Section => {
  const best = Array.from({ length: episodes.count }, (_, i) => i)
    .sort((a, b) => (episodes.reward[b] ?? NaN) - (episodes.reward[a] ?? NaN))
    .slice(0, 20)
  return {
    id: 'episodes',
    title: 'Episodes',
    body:
      episodes.count === 0
        ? html`<p class="soft">No episode is over yet.</p>`
        : html`<div class="episodes">
            ${tableOf(
              {
                head: ['episode', 'reward', 'architecture'],
                rows: best.map((i) => [
                  episodes.episode[i] ?? 0,
                  plain(episodes.reward[i] ?? NaN),
                  episodes.architectures[episodes.architecture[i] ?? -1] ?? '',
                ]),
              },
              `The best episodes of ${name}`,
            )}
          </div>`,
  }
}
