import { type PageRun } from '../page/PageData.ts'
import { type ShowEpisode } from './dialog.ts'
import { element, plain } from './elements.ts'

/** How near to a point, in pixels, is on it. */
const reach = 24

interface Point {
  readonly mark: Element
  readonly episode: number
  /** Of its middle, in the window. */
  readonly x: number
  readonly y: number
}

const episodeOf = (mark: Element): number => Number(mark.getAttribute('data-e'))

/** The points of a plot where they are now, from left to right. */
const pointsOf = (plot: Element): ReadonlyArray<Point> =>
  Array.from(plot.querySelectorAll('[data-e]'), (mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect()
    return { mark, episode: episodeOf(mark), x: left + width / 2, y: top + height / 2 }
  }).sort((a, b) => a.x - b.x || a.y - b.y)

const nearestTo = (plot: Element, x: number, y: number): Point | undefined => {
  let [nearest, least]: [Point | undefined, number] = [undefined, reach]
  for (const point of pointsOf(plot)) {
    // A line is where it is, not in the middle of its box.
    if (point.mark.tagName === 'path' && !point.mark.hasAttribute('transform')) continue
    const distance = Math.hypot(point.x - x, point.y - y)
    if (distance < least) [nearest, least] = [point, distance]
  }
  return nearest
}

const textOf = (run: PageRun, number: number): string => {
  const episode = run.episodes.find((one) => one.episode === number)
  if (episode === undefined) return `episode ${number}`
  const metrics = run.metrics
    .flatMap((name, i) => {
      const value = episode.metrics[i] ?? null
      return value === null ? [] : [`${name} ${plain(value)}`]
    })
    .slice(0, 5)
  return [
    `episode ${number}: reward ${plain(episode.reward)}${episode.outcome === 0 ? '' : `, ${run.outcomes[episode.outcome] ?? ''}`}`,
    ...(metrics.length === 0 ? [] : [metrics.join(', ')]),
    (episode.reason ?? run.architectures[episode.architecture] ?? '').slice(0, 160),
  ].join('\n')
}

/** The box beside the point that is pointed at, and what a screen reader hears of it. */
const tipBox = () => {
  const box = element('div', '')
  box.id = 'tip'
  box.hidden = true
  const heard = element('div', 'live')
  heard.setAttribute('aria-live', 'polite')
  document.body.append(box, heard)
  return {
    hide: (): void => {
      box.hidden = true
    },
    show: (text: string, x: number, y: number, isHeard: boolean): void => {
      box.textContent = text
      box.hidden = false
      const { width, height } = box.getBoundingClientRect()
      box.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`
      box.style.top = `${y + 16 + height > innerHeight ? Math.max(4, y - height - 12) : y + 16}px`
      if (isHeard) heard.textContent = text
    },
  }
}

/** Makes the points of every plot of a run tell what they are, and open. */
export const livenPlots = (showEpisode: ShowEpisode): ((part: Element, run: PageRun) => void) => {
  const tip = tipBox()
  let lit: Element | undefined
  const light = (mark: Element | undefined): void => {
    lit?.classList.remove('at')
    lit = mark
    lit?.classList.add('at')
  }
  const leave = (): void => {
    light(undefined)
    tip.hide()
  }
  addEventListener('scroll', tip.hide, { passive: true })

  const liven = (plot: HTMLElement, run: PageRun): void => {
    const at = (event: MouseEvent): { mark: Element; episode: number } | undefined => {
      const { target } = event
      const direct = target instanceof Element ? target.closest('[data-e]') : null
      return direct === null
        ? nearestTo(plot, event.clientX, event.clientY)
        : { mark: direct, episode: episodeOf(direct) }
    }
    // Where the keyboard is, wherever the pointer rests.
    let cursor: Element | undefined
    plot.addEventListener('pointermove', (event) => {
      const point = at(event)
      if (point === undefined) {
        leave()
        return
      }
      light(point.mark)
      tip.show(textOf(run, point.episode), event.clientX, event.clientY, false)
    })
    plot.addEventListener('pointerleave', leave)
    plot.addEventListener('blur', leave)
    plot.addEventListener('click', (event) => {
      const point = at(event)
      if (point !== undefined) showEpisode(run, point.episode)
    })
    plot.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key]
      if (event.key === 'Enter' && cursor !== undefined) {
        // Else the same press would be one of the button that the dialog has the focus on.
        event.preventDefault()
        showEpisode(run, episodeOf(cursor))
      }
      if (event.key === 'Escape') leave()
      if (step === undefined) return
      event.preventDefault()
      const points = pointsOf(plot)
      const now = points.findIndex(({ mark }) => mark === cursor)
      const next = points[Math.max(0, Math.min(points.length - 1, (now < 0 ? -1 : now) + step))]
      if (next === undefined) return
      cursor = next.mark
      light(next.mark)
      tip.show(textOf(run, next.episode), next.x, next.y, true)
    })
  }
  return (part, run) => {
    part.querySelectorAll<HTMLElement>('.drawn[tabindex]').forEach((plot) => {
      liven(plot, run)
    })
  }
}
