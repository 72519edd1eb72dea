import { mix32 } from './mix.ts'

const half = (text: string, basis: number): number => {
  let h = basis
  // FNV-1a over UTF-16 code units, whose last bits the finalizer spreads.
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix32(h)
}

/**
 * A text as a whole number of 53 bits: among 10,000 different texts two have the same with a
 * probability of 6e-9.
 */
export const hashText = (text: string): number =>
  (half(text, 0x811c9dc5) & 0x1fffff) * 4294967296 + half(text, 0x050c5d1f)
