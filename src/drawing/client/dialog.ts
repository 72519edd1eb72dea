import { type PageEpisode, type PageRun } from '../page/PageData.ts'
import { button, element, plain, tableElement } from './elements.ts'

/** Shows an episode of a run: what it came to, its decisions, and its layers where they are known. */
export type ShowEpisode = (run: PageRun, number: number) => void

const measured = ({ metrics }: PageRun, episode: PageEpisode): string =>
  metrics
    .flatMap((name, i) => {
      const value = episode.metrics[i] ?? null
      return value === null ? [] : [`${name} ${plain(value)}`]
    })
    .join(', ')

const layersOf = (run: PageRun, { architecture }: PageEpisode): ReadonlyArray<HTMLElement> => {
  const layers = run.layers.find(([place]) => place === architecture)?.[1]
  return layers === undefined
    ? []
    : [
        element('h3', '', 'Layers'),
        tableElement(
          ['', 'layer', 'of', 'puts out', 'parameters'],
          layers.map(([kind, detail, output, parameters], i) => [
            ...[i + 1, kind, detail, output, parameters],
          ]),
        ),
      ]
}

const decisionsOf = (run: PageRun, { taken }: PageEpisode): ReadonlyArray<HTMLElement> => {
  const rows = run.decisions.flatMap(({ path, options }, i) => {
    const option = options[taken[i] ?? -1]
    return option === undefined ? [] : [[path, option]]
  })
  return rows.length === 0
    ? []
    : [element('h3', '', 'Decisions'), tableElement(['decision', 'option'], rows)]
}

const contentOf = (run: PageRun, number: number): ReadonlyArray<HTMLElement> => {
  const episode = run.episodes.find((one) => one.episode === number)
  if (episode === undefined)
    return [
      element('p', 'soft', 'Of this episode nothing more is kept in the page; its journal has it.'),
    ]
  const figures = measured(run, episode)
  return [
    element('p', '', `Reward ${plain(episode.reward)}, ${run.outcomes[episode.outcome] ?? ''}.`),
    ...(figures === '' ? [] : [element('p', '', figures)]),
    ...(episode.reason === undefined ? [] : [element('p', '', episode.reason)]),
    element('p', '', element('code', '', run.architectures[episode.architecture] ?? '')),
    ...layersOf(run, episode),
    ...decisionsOf(run, episode),
  ]
}

/** Makes the dialog that shows episodes. */
export const episodeDialog = (): ShowEpisode => {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', 'episode-title')
  document.body.append(dialog)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  return (run, number) => {
    const title = element('h2', '', `Episode ${number}`)
    title.id = 'episode-title'
    dialog.replaceChildren(
      title,
      ...contentOf(run, number),
      button('Close', () => {
        dialog.close()
      }),
    )
    dialog.showModal()
    dialog.scrollTop = 0
  }
}
