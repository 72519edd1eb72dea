/** For how many architectures a stage remembers something, by default: so memory stays flat. */
export const rememberedByDefault = 10_000

/** A map that keeps the keys that were read or written last, and drops the least recently used. */
export interface LruMap<V> {
  readonly get: (key: string) => V | undefined
  readonly set: (key: string, value: V) => void
  readonly delete: (key: string) => void
  /** The least recently used first. */
  readonly values: () => Iterable<V>
}

/** An {@link LruMap} of at most `limit` keys. */
export const lruMap = <V>(limit: number): LruMap<V> => {
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
    delete: (key) => {
      kept.delete(key)
    },
    values: () => kept.values(),
  }
}
