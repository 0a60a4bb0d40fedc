/** What came of one act on many: what was done, up to which position, and what was refused with why. */
export type Outcome<T> = {
  readonly done: readonly T[]
  readonly refused: readonly { readonly item: T; readonly error: unknown }[]
  readonly position?: string
}
export const nothingDone: Outcome<never> = { done: [], refused: [] }

/** One after another, each on its own: a refusal stops nobody else, and what was done stays done. */
export const inTurn = async <T>(items: readonly T[], act: (item: T) => Promise<string>): Promise<Outcome<T>> => {
  let outcome: Outcome<T> = nothingDone
  for (const item of items) {
    try {
      outcome = { ...outcome, position: await act(item), done: [...outcome.done, item] }
    } catch (error) {
      outcome = { ...outcome, refused: [...outcome.refused, { item, error }] }
    }
  }
  return outcome
}
