import { Accepted } from '@kontor/gateways/http/deals/contract'
import { http } from '../app/http.ts'
import { useCommand } from '../app/use-command.ts'

/** One way a deal ends, asked for in a dialog; `done` hears the position to wait for. */
export const useCloseDeal = (dealId: string, step: 'win' | 'lose' | 'refund', done: (position: string) => unknown) =>
  useCommand(async (key, body: object) => {
    const { position } = await http.post(`/deals/${dealId}/${step}`, body, Accepted, { key })
    await done(position)
  })
