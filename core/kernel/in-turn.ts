/** Runs works of the same name one after the other, in the order asked, and those of other names beside them. */
export type InTurn = <T>(name: string, work: () => Promise<T>) => Promise<T>

export const inTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const before = last.get(name)
    const mine = before ? before.then(work) : work()
    const settled = mine.catch(() => {})
    last.set(name, settled)
    try {
      return await mine
    } finally {
      if (last.get(name) === settled) last.delete(name)
    }
  }
}
