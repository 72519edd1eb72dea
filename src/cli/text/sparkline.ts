const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Numbers as a line of bars, lowest to highest, at most `width` characters: neighbours are averaged. */
export const sparkline = (given: ReadonlyArray<number>, width: number): string => {
  const largest = Math.max(...given.map(Math.abs))
  // Sums and differences of the largest numbers would be infinite.
  const values = largest > 1e300 ? given.map((value) => value / largest) : given
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
