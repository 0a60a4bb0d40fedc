import { createTransport } from 'nodemailer'
import { done, type Outcome } from '../kernel/index.ts'
import { classify, type SmtpError } from './classify.ts'
import type { Letter } from './compose.ts'

/** Hands a letter over once and tells how that ended; raises nothing. */
export type MailTransport = { readonly send: (letter: Letter, signal: AbortSignal) => Promise<Outcome>; readonly close: () => void }

/** Together below the worker's limit for one attempt, so that the outcome is told and not guessed. */
const limits = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 6_000 } as const

const domainOf = (from: string): string => {
  const domain = /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1]
  if (!domain) throw new Error(`"${from}" is no sender: name <address@domain>`)
  return domain
}

/**
 * Sends by SMTP. `url` is `smtp://` or `smtps://` with credentials where needed, `from` the sender as `name <address>`.
 * @throws Error when `from` has no domain
 */
export const smtpTransport = ({ url, from }: { url: string; from: string }): MailTransport => {
  const domain = domainOf(from)
  // The kernel owns retries, so the pool may not put a letter back by itself; and no letter reads our files or fetches a URL.
  const pool = { pool: true, maxConnections: 4, maxRequeues: 0, disableFileAccess: true, disableUrlAccess: true, ...limits } as const
  const mailer = createTransport({ url, ...pool })
  return {
    send: async ({ id, to, language, subject, text, html }, signal) => {
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language }
      try {
        await mailer.sendMail({ from, to, subject, text, html, headers, messageId: `<${id}@${domain}>`, signal })
        return done
      } catch (error) {
        return classify(error as SmtpError)
      }
    },
    close: () => mailer.close(),
  }
}
