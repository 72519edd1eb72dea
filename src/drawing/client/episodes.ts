import { type PageEpisode, type PageRun } from '../page/PageData.ts'
import { type ShowEpisode } from './dialog.ts'
import { button, element, plain } from './elements.ts'

const pageSize = 50
const mostMetrics = 6

interface Column {
  readonly name: string
  readonly of: (episode: PageEpisode) => string | number
  /** What rows are sorted by; those without it stand last. */
  readonly key: (episode: PageEpisode) => string | number | null
}

const columnsOf = (run: PageRun): ReadonlyArray<Column> => {
  const architectureOf = ({ architecture }: PageEpisode): string =>
    run.architectures[architecture] ?? ''
  const outcomeOf = ({ outcome }: PageEpisode): string => run.outcomes[outcome] ?? ''
  return [
    { name: 'episode', of: ({ episode }) => episode, key: ({ episode }) => episode },
    { name: 'reward', of: ({ reward }) => plain(reward), key: ({ reward }) => reward },
    { name: 'outcome', of: outcomeOf, key: outcomeOf },
    ...run.metrics.slice(0, mostMetrics).map((name, i): Column => {
      const valueOf = ({ metrics }: PageEpisode): number | null => metrics[i] ?? null
      return {
        name,
        of: (episode) => {
          const value = valueOf(episode)
          return value === null ? '' : plain(value)
        },
        key: valueOf,
      }
    }),
    { name: 'architecture', of: architectureOf, key: architectureOf },
  ]
}

const compare = (a: string | number | null, b: string | number | null): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a) < String(b)
      ? -1
      : String(a) > String(b)
        ? 1
        : 0

/** A table of a run's episodes, sorted by what is clicked, filtered by what is written. */
export const episodesTable = (run: PageRun, name: string, showEpisode: ShowEpisode): Node => {
  const columns = columnsOf(run)
  let [by, direction, page] = [1, -1, 0]
  const filter = document.createElement('input')
  filter.type = 'search'
  filter.placeholder = 'such as relu, or failed'
  filter.setAttribute('aria-label', 'Show only episodes in which this stands')
  const told = element('span', 'soft')
  told.setAttribute('role', 'status')
  const body = element('tbody', '')
  const heads = columns.map((column, i) => {
    const head = element(
      'th',
      '',
      button(column.name, () => {
        direction = by === i ? -direction : i === 0 || i === columns.length - 1 ? 1 : -1
        by = i
        page = 0
        draw()
      }),
    )
    head.setAttribute('scope', 'col')
    return head
  })
  const turn = (by: number): void => {
    page += by
    draw()
  }
  const [earlier, later] = [
    button('Back', () => {
      turn(-1)
    }),
    button('Next', () => {
      turn(1)
    }),
  ]

  const found = (): ReadonlyArray<PageEpisode> => {
    const wanted = filter.value.trim().toLowerCase()
    const key = columns[by]?.key ?? (() => null)
    return run.episodes
      .filter(
        (episode) =>
          wanted === '' ||
          [...columns.map(({ of }) => String(of(episode))), episode.reason ?? '']
            .join(' ')
            .toLowerCase()
            .includes(wanted),
      )
      .map((episode) => ({ episode, key: key(episode) }))
      .sort((a, b) =>
        a.key === null || b.key === null
          ? Number(a.key === null) - Number(b.key === null)
          : direction * compare(a.key, b.key),
      )
      .map(({ episode }) => episode)
  }

  const rowOf = (episode: PageEpisode): HTMLElement =>
    element(
      'tr',
      '',
      ...columns.map(({ of, name: column }, i) =>
        i === 0
          ? element(
              'td',
              'number',
              button(String(episode.episode), () => {
                showEpisode(run, episode.episode)
              }),
            )
          : element(
              'td',
              column === 'architecture' || column === 'outcome' ? 'text' : 'number',
              of(episode),
            ),
      ),
    )

  const draw = (): void => {
    const all = found()
    const from = page * pageSize
    heads.forEach((head, i) => {
      if (i === by) head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending')
      else head.removeAttribute('aria-sort')
    })
    body.replaceChildren(...all.slice(from, from + pageSize).map(rowOf))
    earlier.disabled = page === 0
    later.disabled = from + pageSize >= all.length
    const of = run.count > run.episodes.length ? ` (of ${run.count} in the journal)` : ''
    told.textContent =
      all.length === 0
        ? 'No episode is found.'
        : `${from + 1} to ${Math.min(all.length, from + pageSize)} of ${all.length}${of}`
  }
  filter.addEventListener('input', () => {
    page = 0
    draw()
  })
  draw()
  const scroll = element(
    'div',
    'scroll',
    element(
      'table',
      '',
      element('caption', 'live', `Episodes of ${name}`),
      element('thead', '', element('tr', '', ...heads)),
      body,
    ),
  )
  scroll.tabIndex = 0
  scroll.setAttribute('role', 'region')
  scroll.setAttribute('aria-label', `Episodes of ${name}`)
  const box = document.createDocumentFragment()
  box.append(
    element('div', 'controls', element('label', '', 'Find ', filter), earlier, later, told),
    scroll,
  )
  return box
}
