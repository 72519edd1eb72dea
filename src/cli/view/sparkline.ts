const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Numbers as a line of bars, lowest to highest, at most `width` characters: neighbours are averaged. */
export const sparkline = (values: ReadonlyArray<number>, width: number): string => {
  const cells = Math.min(width, values.length)
  const means = Array.from({ length: cells }, (_, i) => {
    const part = values.slice(
      Math.floor((i * values.length) / cells),
      Math.floor(((i + 1) * values.length) / cells),
    )
    return part.reduce((a, b) => a + b, 0) / part.length
  })
  const low = Math.min(...means)
  const span = Math.max(...means) - low
  return means
    .map((v) => bars[span === 0 ? 3 : Math.round(((v - low) / span) * (bars.length - 1))])
    .join('')
}

/** A bar of `width` characters, filled by `part` of one. */
export const progressBar = (part: number, width: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, part)) * width)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}
