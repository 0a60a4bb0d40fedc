import { watch } from 'vue'

/** What a browser keeps for one tab; one that keeps nothing only forgets sooner. */
const kept = (key: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {} // storage is off, or holds what is not ours
  }
}

/**
 * Keeps these fields of a form in the tab, so that a reload loses no work (ui.md §1.8). Only the fields named are ever written: never
 * name a password, a token or payment data. `forget` is for the moment the form has been taken.
 */
export const useDraft = <K extends string>(name: string, form: Record<K, string>, fields: readonly K[]) => {
  const key = `kontor.draft.${name}`
  const known = kept(key)
  for (const field of fields) {
    const value = known[field]
    if (typeof value === 'string') form[field] = value
  }
  const write = (values: readonly string[]) => {
    try {
      if (values.some(Boolean)) sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field, at) => [field, values[at]]))))
      else sessionStorage.removeItem(key)
    } catch {
      return // storage is off: the draft lasts as long as the page
    }
  }
  const stop = watch(() => fields.map((field) => form[field]), write)
  const forget = () => {
    stop()
    write([])
  }
  return { forget }
}
