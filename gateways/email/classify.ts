import type { Outcome } from '../kernel/index.ts'

/** What nodemailer's errors tell, as far as it matters here (providers.md §7). */
export type SmtpError = {
  readonly code?: string | undefined
  readonly responseCode?: number | undefined
  readonly response?: string | undefined
  readonly syscall?: string | undefined
}

/** The connection never stood, so nothing can have been taken. */
const isBeforeSending = ({ code, syscall }: SmtpError): boolean => code === 'EDNS' || code === 'ETLS' || syscall === 'connect'

/** Said by the library without asking the server: it will say the same again. */
const isOurFault = (code: string | undefined): boolean => ['EENVELOPE', 'EAUTH', 'ENOAUTH', 'EMESSAGE', 'ECONFIG'].includes(code ?? '')

/** Number and enhanced code of the reply, without its text: servers repeat addresses there. */
const codeOf = ({ responseCode, response = '' }: SmtpError): string => {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  return ['SMTP', responseCode, enhanced].filter(Boolean).join(' ')
}

/** 4xx may pass later, 5xx never (RFC 5321 §4.2.1); a connection that broke on the way may have delivered. Pure. */
export const classify = (error: SmtpError): Outcome => {
  const { code, responseCode } = error
  if (responseCode && responseCode >= 500) return { is: 'parked', reason: codeOf(error) }
  if (responseCode && responseCode >= 400) return { is: 'retry', reason: codeOf(error) }
  if (isBeforeSending(error)) return { is: 'retry', reason: `no connection to the mail server (${code})` }
  if (isOurFault(code)) return { is: 'parked', reason: `the mail library refused (${code})` }
  return { is: 'unknown', detail: `the connection broke while sending (${code ?? 'no code'})` }
}
