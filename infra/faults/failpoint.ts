import { writeSync } from 'node:fs'

/** Says that the process has come to this point of its work. */
export type Pass = (point: string) => void

const stderr = 2

/** SIGKILL is not answered: nothing after this line runs, and no handler, no drain, no flush. */
const die = (point: string): never => {
  writeSync(stderr, `killed at ${point}\n`)
  process.kill(process.pid, 'SIGKILL')
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** `<name>[:<nth>]`, as KONTOR_CRASH_AT says it: the first time by default. */
const parse = (crashAt: string) => {
  const [, name = crashAt, nth = '1'] = crashAt.match(/^(.*):(\d+)$/) ?? []
  return { name, nth: Number(nth) }
}

/** Kills this process the nth time it passes the named point (reliability.md §2, F02). Without a name it tells every point on stderr instead. */
export const failpoint = (crashAt: string): Pass => {
  if (crashAt === '') return (point) => writeSync(stderr, `passed ${point}\n`)
  const { name, nth } = parse(crashAt)
  let times = 0
  return (point) => {
    if (point !== name) return
    times += 1
    if (times === nth) die(point)
  }
}

/** The points that a recording process told, each once, in the order in which it came to them. */
export const pointsIn = (output: string): readonly string[] => [...new Set([...output.matchAll(/^passed (\S+)$/gm)].map(([, point = '']) => point))]
