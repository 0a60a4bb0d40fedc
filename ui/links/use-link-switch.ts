import { Accepted, type LinkShown } from '@kontor/gateways/http/links/contract'
import { http } from '../app/http.ts'
import { useNews } from '../app/toasts.ts'
import { useCommand } from '../app/use-command.ts'
import { useWords } from '../app/use-words.ts'

type Named = Pick<LinkShown, 'linkId' | 'title'>

/** Switches a link off, with an Undo, or on again. `changed` hears the position to wait for; what failed is said in the corner. */
export const useLinkSwitch = (changed: (position: string) => unknown) => {
  const { t, explain } = useWords()
  const { say } = useNews()
  const { busy, error, send } = useCommand(async (key, { linkId }: Named, active: boolean) => {
    const { position } = await http.patch(`/links/${linkId}`, { active }, Accepted, { key })
    await changed(position)
  })
  const turn = async (link: Named, active: boolean): Promise<void> => {
    if (!(await send(link, active))) {
      if (error.value) say(explain(error.value))
    } else if (active) say(t('links.switch.isOn', { title: link.title }))
    else say(t('links.switch.isOff', { title: link.title }), { label: t('links.switch.undo'), run: () => void turn(link, true) })
  }
  return { busy, turn }
}
