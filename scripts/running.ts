/** The Kontor that runs on this machine, for commands that ask it something. */

const env = process.env
export const address = env['KONTOR_PUBLIC_URL'] || `http://127.0.0.1:${env['KONTOR_PORT'] || '8080'}`

/** One line is all the person needs; the program ends with code 1. */
export const stop = (line: string): never => {
  process.stderr.write(`kontor: ${line}\n`)
  process.exit(1)
}

/** Asks it. Ends the program with one line when nobody answers or the answer is a refusal. */
export const ask = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${address}${path}`, init).catch(() => stop(`nothing answers at ${address}; start it with make run`))
  const text = await answer.text()
  if (!answer.ok) return stop(`${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

/** An admin's token: KONTOR_ADMIN_EMAIL and KONTOR_ADMIN_PASSWORD, else the demo's admin. */
export const adminToken = async (): Promise<string> => {
  const email = env['KONTOR_ADMIN_EMAIL'] || 'admin@demo.test'
  const password = env['KONTOR_ADMIN_PASSWORD'] || 'kontor-demo-2026'
  const { accessToken } = await ask('/api/v1/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return accessToken
}
