/** One at a time, in the order asked. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>

export const takingTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}
