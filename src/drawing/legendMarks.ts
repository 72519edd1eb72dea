import { type LegendEntry } from './Picture.ts'

/** The marks of a legend, 18 pixels wide and 14 high, in the colour of their text. */
export const legendMarks: Readonly<Record<LegendEntry['mark'], string>> = {
  dot: '<circle cx="9" cy="7" r="4" fill="currentColor"/>',
  ring: '<circle cx="9" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="2"/>',
  cross: '<path d="M5,3l8,8m0,-8l-8,8" stroke="currentColor" stroke-width="1.5"/>',
  line: '<path d="M1,7h16" stroke="currentColor" stroke-width="2.5"/>',
  dashes: '<path d="M1,7h16" stroke="currentColor" stroke-width="2" stroke-dasharray="4 2"/>',
  band: '<rect x="1" y="2" width="16" height="10" fill="currentColor" fill-opacity="0.5"/>',
}
