import { http } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useCommand } from '../app/use-command.ts'
import { useWords } from '../app/use-words.ts'

/** Saves a file that is behind the door: fetched as whoever is signed in, then handed to the browser under a name. */
export const useDownload = () => {
  const { explain } = useWords()
  const { say } = useNews()
  const { busy, error, send } = useCommand(async (_key, path: string, name: string) => {
    const address = URL.createObjectURL(await http.file(path))
    Object.assign(document.createElement('a'), { href: address, download: name }).click()
    URL.revokeObjectURL(address)
  })
  const save = async (path: string, name: string) => {
    if (!(await send(path, name)) && error.value) say(explain(error.value))
  }
  return { busy, save }
}
