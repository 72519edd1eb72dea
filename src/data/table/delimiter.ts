import { extensionOf } from '../DataFile.ts'

/** What separates the cells of a table of text. */
export type Delimiter = ',' | ';' | '\t' | '|'

const delimiters: ReadonlyArray<Delimiter> = [',', ';', '\t', '|']

/** The delimiter that the first line has most of outside quotes; a tab for .tsv. */
export const delimiterOf = (file: string, head: string): Delimiter => {
  if (extensionOf(file) === '.tsv') return '\t'
  const [line = ''] = head.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)
  const count = (delimiter: Delimiter): number => line.split(delimiter).length
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** What a delimiter is called. */
export const delimiterName: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}
