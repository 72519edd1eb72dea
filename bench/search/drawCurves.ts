/** A line of a drawing: the mean after each episode. */
export interface Line {
  readonly name: string
  readonly means: ReadonlyArray<number>
}

const [width, height] = [900, 520] as const
const margin = { left: 64, right: 190, top: 48, bottom: 52 }
// Okabe and Ito's colours, which people with any colour vision tell apart, and three more.
const colours = [
  '#000000',
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#7f5539',
  '#6a3d9a',
  '#888888',
]
const dashes = ['', '7 3', '2 3']

/** The first episode that is drawn: what comes before is luck, and stretches the scale. */
const from = 25

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Places of labels, top to bottom, that leave room for each other. */
const spread = (places: ReadonlyArray<number>, room: number): ReadonlyArray<number> => {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  const out = [...places]
  let last = -Infinity
  for (const i of order) {
    last = Math.max(out[i] ?? 0, last + room)
    out[i] = last
  }
  const over = last - (height - margin.bottom)
  return over > 0 ? out.map((place) => place - over) : out
}

/** Curves as an SVG picture: episodes to the right, reported accuracy of the incumbent upwards. */
export const drawCurves = (title: string, lines: ReadonlyArray<Line>): string => {
  const episodes = Math.max(...lines.map(({ means }) => means.length))
  const shown = lines.flatMap(({ means }) => means.slice(from - 1))
  const step = Math.max(...shown) - Math.min(...shown) > 2 ? 0.5 : 0.1
  const low = Math.floor(Math.min(...shown) / step) * step
  const high = Math.ceil(Math.max(...shown) / step) * step
  const x = (episode: number): number =>
    margin.left + ((episode - from) / (episodes - from)) * (width - margin.left - margin.right)
  const y = (value: number): number =>
    height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom)
  const ticks = Array.from(
    { length: Math.round((high - low) / step) + 1 },
    (_, i) => low + i * step,
  )
  const grid = ticks.map(
    (tick) =>
      `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="#ddd"/><text x="${margin.left - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick.toFixed(1)}</text>`,
  )
  const along = [from, 50, 100, 150, 200, 250]
    .filter((episode) => episode <= episodes)
    .map(
      (episode) =>
        `<line x1="${x(episode).toFixed(1)}" x2="${x(episode).toFixed(1)}" y1="${height - margin.bottom}" y2="${height - margin.bottom + 5}" stroke="#444"/><text x="${x(episode).toFixed(1)}" y="${height - margin.bottom + 20}" text-anchor="middle">${episode}</text>`,
    )
  const labels = spread(
    lines.map(({ means }) => y(means.at(-1) ?? low)),
    16,
  )
  const curves = lines.map(({ name, means }, i) => {
    const colour = colours[i % colours.length] ?? '#000000'
    const dash = dashes[Math.floor(i / colours.length) % dashes.length] ?? ''
    const points = means
      .map((value, at) => [at + 1, value] as const)
      .slice(from - 1)
      .map(([episode, value]) => `${x(episode).toFixed(1)},${y(value).toFixed(1)}`)
    const [end, place] = [y(means.at(-1) ?? low), labels[i] ?? 0]
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.8" stroke-dasharray="${dash}"/><polyline points="${width - margin.right + 1},${end.toFixed(1)} ${width - margin.right + 12},${place.toFixed(1)}" fill="none" stroke="${colour}"/><text x="${width - margin.right + 16}" y="${(place + 4).toFixed(1)}" fill="${colour}">${escaped(name)}</text>`
  })
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${margin.left}" y="26" font-size="15">${escaped(title)}</text>`,
    ...grid,
    ...along,
    `<text x="${(margin.left + width - margin.right) / 2}" y="${height - 12}" text-anchor="middle">episodes</text>`,
    `<text x="18" y="${(margin.top + height - margin.bottom) / 2}" text-anchor="middle" transform="rotate(-90 18 ${(margin.top + height - margin.bottom) / 2})">reported accuracy of the incumbent, %</text>`,
    ...curves,
    '</svg>',
  ].join('\n')}\n`
}
