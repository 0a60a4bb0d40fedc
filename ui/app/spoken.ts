const asked = new Set(['app', 'kit'])
let hear: () => void = () => undefined

/**
 * Said by each file that names words of these folders, as it arrives (build/spoken-words.ts writes the call): the router has them loaded
 * before a screen is shown, and a part that comes later finds them on their way.
 */
export const speak = (...folders: readonly string[]): void => {
  const before = asked.size
  for (const folder of folders) asked.add(folder)
  if (asked.size > before) hear()
}

/** The folders whose words are wanted on this page. */
export const spoken = (): readonly string[] => [...asked]

/** Who loads words hears of each folder that is new. */
export const whenSpoken = (listener: () => void): void => {
  hear = listener
}
