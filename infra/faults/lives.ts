import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Program, startProgram } from '../testing/program.ts'

/** Kontor with failpoints. */
export const entry = fileURLToPath(new URL('./program.ts', import.meta.url))

/** How long a program may live before somebody comes to the point that ends it, ms; a busy machine starts one in twenty seconds. */
const longest = 90_000

/** One program after the other on one data folder. */
export type Lives = {
  /** Where it is now, once it is up. */
  readonly url: () => Promise<string>
  /** Starts one that dies at this point and waits for that. Tells where it died; undefined when nobody came there. */
  readonly untilKilledAt: (crashAt: string) => Promise<string | undefined>
  /** Starts one that lives on, as released or as `from` says. */
  readonly start: (from?: 'failpoints') => Promise<Program>
}

const killedAt = (output: string) => output.match(/^killed at (\S+)$/m)?.[1]

export const lives = (dataDir: string): Lives => {
  /** Most of a start is reading modules: the second one finds them compiled. */
  const cache = { NODE_COMPILE_CACHE: join(dataDir, 'compiled') }
  let up = Promise.withResolvers<string>()
  const serve = (program: Program) => {
    up.resolve(program.url)
    void program.gone.then(() => {
      up = Promise.withResolvers()
    })
    return program
  }
  return {
    url: () => up.promise,
    untilKilledAt: async (crashAt) => {
      try {
        const program = serve(await startProgram(dataDir, { ...cache, KONTOR_CRASH_AT: crashAt }, entry))
        const tooLong = new AbortController()
        await Promise.race([program.gone, after(longest, undefined, { signal: tooLong.signal }).catch(() => {})])
        tooLong.abort()
        await program.end('SIGKILL')
        return killedAt(program.output())
      } catch (error) {
        // It came to the point on its way up, at work that others had left: that is a kill like any other.
        const point = killedAt(String(error))
        if (point === undefined) throw error
        return point
      }
    },
    start: async (from) => serve(await (from ? startProgram(dataDir, cache, entry) : startProgram(dataDir))),
  }
}
