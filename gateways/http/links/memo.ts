/** Remembers the answers of a pure function for the `limit` texts asked for last. */
export const memo = <V>(limit: number, make: (text: string) => V): ((text: string) => V) => {
  const made = new Map<string, V>()
  return (text) => {
    const known = made.get(text)
    const value = known ?? make(text)
    // A Map keeps the order of insertion: whatever was asked for stands last, and the first has not been for longest.
    made.delete(text)
    made.set(text, value)
    if (made.size > limit) made.delete(made.keys().next().value ?? text)
    return value
  }
}
