import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** Pixels that a picture is wide; a page makes it as wide as its place. */
export const width = 560

/** The mark of an episode's number on what stands for it; {@link draw} makes an attribute of it. */
export const episodeMark = (episode: number): string => `#${episode}`

const attributes = / (c[xy]|[xy][12]?|d|r|transform|width|height|points)="([^"]*)"/g

/** Two digits of a pixel, which nobody tells from fifteen. */
const rounded = (_: string, name: string, value: string): string =>
  ` ${name}="${value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (n) => String(Math.round(Number(n) * 100) / 100))}"`

/**
 * Draws marks into an SVG element without a style of its own: the page, or the file, has it. Texts are
 * escaped by the serialiser.
 *
 * @param label - what it shows, for who does not see it
 */
export const draw = (label: string, options: Plot.PlotOptions): string => {
  const { document } = parseHTML('<html></html>')
  const element = Plot.plot({
    ...{ width, marginLeft: 56, marginRight: 16, marginTop: 24, marginBottom: 40, ...options },
    document,
  })
  element.querySelectorAll('style').forEach((style: Element) => {
    style.remove()
  })
  element.setAttribute('role', 'img')
  element.setAttribute('aria-label', label)
  element.setAttribute('class', 'plot')
  element.setAttribute('font-size', '12')
  return element.outerHTML
    .replace(/ aria-label="#(\d+)"/g, ' data-e="$1"')
    .replace(attributes, rounded)
}
