import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { statusOf } from './statuses.ts'

const codes: Readonly<Record<string, string>> = { ERR_HTTP_REQUEST_TIMEOUT: 'request.timeout', HPE_HEADER_OVERFLOW: 'request.header-too-large' }

/** What is not even HTTP has no request to answer, so the problem goes straight to the socket, which is then done with. */
export const answerClientError = ({ code: reason = '' }: Error & { code?: string }, socket: Socket): void => {
  if (reason === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = codes[reason] ?? 'request.malformed'
  const status = statusOf(code)
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, code })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${body.length}`,
  ]
  socket.end([...head, 'connection: close', '', body].join('\r\n'), () => socket.destroy())
}
