/** What a caught or tagged error says: its `message` where it has one, else its text. */
export const messageOf = (error: unknown): string => {
  const message: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined
  return typeof message === 'string' ? message : String(error)
}
