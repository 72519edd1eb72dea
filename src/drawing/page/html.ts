import { printable } from '../../common/index.ts'

/** Markup that is safe to be part of a page. */
export interface Html {
  readonly _tag: 'Html'
  readonly text: string
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

const escape = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities.get(character) ?? '')

/** Markup that this project wrote, as it is: never a text of somebody else. */
export const raw = (text: string): Html => ({ _tag: 'Html', text })

/** The text of markup. */
export const textOf = ({ text }: Html): string => text

type Part = string | number | Html | ReadonlyArray<Html>

const partText = (part: Part): string =>
  typeof part === 'string'
    ? escape(part)
    : typeof part === 'number'
      ? String(part)
      : '_tag' in part
        ? part.text
        : part.map(textOf).join('')

/**
 * Markup with texts in it, each of which is escaped; only what is `Html` already stands as it is. The
 * white space of the markup itself, by which its source is indented, is one space.
 */
export const html = (markup: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html =>
  raw(
    markup
      .map((piece) => piece.replace(/\s+/g, ' '))
      .reduce((text, piece, i) => text + partText(parts[i - 1] ?? '') + piece),
  )
