import type { Log } from '../../postgres/embedded/index.ts'

type Told = { readonly said?: string; readonly error?: Error }

/** What a person at a terminal needs to know of the Postgres below: warnings, in one line each, with the last word of what is behind them. */
export const plainLog = (say: (line: string) => void): Log => ({
  info: () => {},
  warn: (fields, message) => {
    const { said, error }: Told = fields
    const [reason] = (error?.message ?? said ?? '').trim().split('\n').slice(-1)
    say(reason ? `${message}: ${reason}` : message)
  },
})
