/** Lets many wait for what one brings about, without looking again and again. */
export type Moments = {
  /** Something has changed: every condition that is waited for is looked at. */
  changed(): void
  /** Resolves once the condition holds. Raises the signal's reason when that aborts first. */
  when(condition: () => boolean, until: AbortSignal): Promise<void>
}

export const moments = (): Moments => {
  const looks = new Set<() => void>()
  return {
    changed: () => {
      for (const look of looks) look()
    },
    when: (condition, until) =>
      new Promise((resolve, reject) => {
        const settle = (end: () => void): void => {
          looks.delete(look)
          until.removeEventListener('abort', look)
          end()
        }
        const look = (): void => {
          if (condition()) settle(resolve)
          else if (until.aborted) settle(() => reject(until.reason))
        }
        looks.add(look)
        until.addEventListener('abort', look)
        look()
      }),
  }
}
