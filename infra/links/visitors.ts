import { connect } from 'node:net'

export type Visit = { readonly code: string; readonly userAgent: string }
type Crowd = {
  readonly port: number
  readonly connections: number
  readonly next: () => Visit
  /** Hears of each answer: its status, and where it leads. Answers whether that visitor goes on. */
  readonly heard: (status: number, location: string | undefined) => boolean
}

const head = /^HTTP\/1\.1 (\d{3})/
const bodyLength = (text: string) => Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0)

/** One keep-alive connection that follows one link after another, until it is told to stop or the other side is gone. */
const visitor = ({ port, next, heard }: Crowd): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const ask = () => {
      const { code, userAgent } = next()
      socket.write(
        `GET /r/${code} HTTP/1.1\r\nhost: localhost\r\nuser-agent: ${userAgent}\r\naccept: text/html\r\nreferer: https://blog.test/post\r\n\r\n`,
      )
    }
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\r\n\r\n')
      if (end < 0 || text.length < end + 4 + bodyLength(text.slice(0, end))) return
      const answer = text.slice(0, end)
      text = ''
      if (heard(Number(head.exec(answer)?.[1]), /^location: (\S+)/im.exec(answer)?.[1])) ask()
      else socket.destroy()
    })
    // A server that dies resets its connections: what was not answered by then was not answered.
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.on('connect', ask)
  })

/** Many at once, over bare sockets: on a small machine a real client would take more of the cores than the server it measures. Resolves when all have left. */
export const crowd = async (visits: Crowd): Promise<void> => {
  await Promise.all(Array.from({ length: visits.connections }, () => visitor(visits)))
}

export const kidIn = (location: string | undefined) => /[?&]kid=([0-9a-f]{32})\b/.exec(location ?? '')?.[1]
