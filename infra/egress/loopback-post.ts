import type { Post } from '@kontor/gateways/bitrix24'
import { Agent } from 'undici'
import { send } from './send.ts'

/** Posts to one origin on this machine, that of a stand-in of ours, and to nothing else. */
export const loopbackPost = (origin: string): { readonly post: Post; readonly close: () => Promise<void> } => {
  const agent = new Agent({ connections: 8, pipelining: 1 })
  return {
    post: async (url, json, signal) =>
      URL.canParse(url) && new URL(url).origin === origin ? send(agent, url, json, signal) : { is: 'forbidden', why: 'not the stand-in' },
    close: () => agent.close(),
  }
}
