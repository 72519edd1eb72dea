/** A piece of a reward's text. */
export type Token =
  | { readonly _tag: 'Number'; readonly at: number; readonly value: number }
  | { readonly _tag: 'Name'; readonly at: number; readonly value: string }
  | { readonly _tag: 'Sign'; readonly at: number; readonly value: string }
  | { readonly _tag: 'Other'; readonly at: number; readonly value: string }
  | { readonly _tag: 'End'; readonly at: number; readonly value: '' }

const pieces: RegExp =
  /\s+|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<quoted>"(?:[^"\\]|\\.)*")|(?<sign>[-+*/^(),])|(?<other>[^])/gu

const unquoted = (text: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** The pieces of a text, and its end. Whatever is no piece is one of its own. */
export const tokensOf = (text: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  for (const { index: at, 0: piece, groups = {} } of text.matchAll(pieces)) {
    const name = groups['name'] ?? (groups['quoted'] && unquoted(groups['quoted']))
    if (groups['number'] !== undefined) tokens.push({ _tag: 'Number', at, value: Number(piece) })
    else if (name !== undefined) tokens.push({ _tag: 'Name', at, value: name })
    else if (groups['sign'] !== undefined) tokens.push({ _tag: 'Sign', at, value: piece })
    else if (piece.trim() !== '') tokens.push({ _tag: 'Other', at, value: piece })
  }
  return [...tokens, { _tag: 'End', at: text.length, value: '' }]
}
