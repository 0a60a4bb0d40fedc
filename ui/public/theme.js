// Runs before the first paint, from a file of its own so that the Content-Security-Policy needs no exception for it.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null // storage is off: the system's theme and the browser's language decide
    }
  }
  const theme = read('kontor.theme')
  const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.classList.toggle('dark', dark)
  const language = read('kontor.language') ?? navigator.language
  document.documentElement.lang = language.startsWith('ru') ? 'ru' : 'en'
})()
