/** A map that keeps the keys it was asked or told of last, at most `limit` of them. */
export interface Recent<V> {
  readonly get: (key: string) => V | undefined
  readonly set: (key: string, value: V) => void
}

/** A {@link Recent} of so many keys. */
export const recent = <V>(limit: number): Recent<V> => {
  // A Map keeps its keys in the order in which they were set.
  const kept = new Map<string, V>()
  const set = (key: string, value: V): void => {
    kept.delete(key)
    kept.set(key, value)
    if (kept.size <= limit) return
    for (const oldest of kept.keys()) {
      kept.delete(oldest)
      return
    }
  }
  return {
    get: (key) => {
      const value = kept.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
  }
}
