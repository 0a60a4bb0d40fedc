import type { IncomingHttpHeaders } from 'node:http'

const originOf = (text: string) => (URL.canParse(text) ? new URL(text).origin : '')

/** A form needs no permission to be sent from one site to another, so a press counts only from a page of ours: by what every browser says of itself. */
export const fromOurPage = ({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders, publicUrl: string): boolean => {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return origin === undefined || origin === `http://${host}` || origin === originOf(publicUrl)
}
