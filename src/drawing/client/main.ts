import { type PageData } from '../page/PageData.ts'
import { episodeDialog } from './dialog.ts'
import { livenPlots } from './plots.ts'
import { episodesTable } from './episodes.ts'

/*
 * The page is whole without this: it adds what moves. It reads what the page holds, and asks nobody.
 */

const data = JSON.parse(document.getElementById('data')?.textContent ?? '{"runs":[]}') as PageData
const showEpisode = episodeDialog()
const liven = livenPlots(showEpisode)

document.querySelectorAll('.run').forEach((part) => {
  const run = data.runs[Number(part.getAttribute('data-run'))]
  if (run === undefined) return
  liven(part, run)
  const table = part.querySelector('.episodes')
  const name = part.querySelector('nav')?.getAttribute('aria-label')?.replace('Sections of ', '')
  table?.replaceChildren(episodesTable(run, name ?? '', showEpisode))
})
