/** A map that holds the `limit` names used last. A Map keeps the order of insertion, so taking out and putting back is all it needs. */
export const bounded = <V>(limit: number) => {
  const entries = new Map<string, V>()
  const set = (name: string, value: V): void => {
    entries.delete(name)
    entries.set(name, value)
    if (entries.size <= limit) return
    for (const oldest of entries.keys()) {
      entries.delete(oldest)
      return
    }
  }
  return {
    set,
    delete: (name: string) => entries.delete(name),
    get: (name: string): V | undefined => {
      const value = entries.get(name)
      if (value !== undefined) set(name, value)
      return value
    },
  }
}
