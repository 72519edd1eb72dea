/** The colours of a picture by what they are for: told apart by those who see colours otherwise, too. */
interface Palette {
  readonly first: string
  readonly second: string
  readonly third: string
  readonly quiet: string
}

/** Of a picture that stands alone, and of a light page. */
export const light: Palette = {
  first: '#0b66a8',
  second: '#c04a00',
  third: '#00795a',
  quiet: '#767676',
}

/** Of a dark page. */
export const dark: Palette = {
  first: '#6cb8ef',
  second: '#ff9a4d',
  third: '#3fcf9f',
  quiet: '#9a9a9a',
}

/** A colour as a picture names it; the page says what it is, light or dark. */
export const ink: Palette = {
  first: 'var(--first)',
  second: 'var(--second)',
  third: 'var(--third)',
  quiet: 'var(--quiet)',
}

/** Declarations of a palette for a style sheet. */
export const declarationsOf = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour as string}`)
    .join(';')

/** A picture with the colours themselves, for a file of its own. */
export const coloured = (svg: string): string =>
  Object.entries(light).reduce(
    (text, [name, colour]) => text.replaceAll(`var(--${name})`, colour as string),
    svg.replaceAll('currentColor', '#1b1b1b').replaceAll('var(--paper)', '#ffffff'),
  )
