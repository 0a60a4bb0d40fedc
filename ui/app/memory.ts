/** What this device remembers between visits. A browser that keeps nothing only forgets sooner. */
export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(`kontor.${key}`)
  } catch {
    return null // storage is off: every default applies
  }
}

/** Null forgets. */
export const remember = (key: string, value: string | null): void => {
  try {
    if (value === null) localStorage.removeItem(`kontor.${key}`)
    else localStorage.setItem(`kontor.${key}`, value)
  } catch {
    return // storage is off: the choice lasts as long as the page
  }
}
