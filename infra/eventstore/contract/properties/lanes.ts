import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { type Command, sequence } from './commands.ts'

/** How much to try. `path` leads to one sequence of one lane, as a failure prints it. */
export type Trial = { readonly runs: number; readonly seed: number; readonly path: string | undefined }

const wholeRun = 10_000

/** KONTOR_TEST_RUNS for fewer sequences, KONTOR_TEST_SEED for those of another run, and KONTOR_TEST_PATH with it for the one that failed. */
export const trialOf = (env: NodeJS.ProcessEnv): Trial => ({
  runs: Number(env['KONTOR_TEST_RUNS'] ?? wholeRun),
  seed: Number(env['KONTOR_TEST_SEED'] ?? randomInt(1, 2 ** 30)),
  path: env['KONTOR_TEST_PATH'],
})

export type Figures = { readonly sequences: number; readonly commands: number; readonly seconds: number; readonly seed: number }

const failureOf = (details: fc.RunDetails<[Command[]]>): Error => {
  const again = `KONTOR_TEST_SEED=${details.seed} KONTOR_TEST_PATH=${details.counterexamplePath} tries this sequence again`
  return new Error(`${fc.defaultReportMessage(details)}\n${again}`, { cause: details.errorInstance })
}

/** How many sequences are under way at once, at most. */
export const mostAtOnce = 32

/**
 * Tries sequences, many at once: a lane is a property of its own with a seed of its own, and works on the same server as the others. The first
 * lane that fails lets the others end and shrinks alone. @throws what fast-check says of it, with the seed and the path to try it again.
 */
export const tryLanes = async ({ runs, seed, path }: Trial, run: (commands: readonly Command[], lane: number) => Promise<void>): Promise<Figures> => {
  const began = performance.now()
  const lanes = path ? 1 : Math.min(mostAtOnce, runs)
  let failed: number | undefined
  let sequences = 0
  let commands = 0

  const tryLane = async (lane: number): Promise<void> => {
    const property = fc.asyncProperty(sequence, async (tried) => {
      if (failed !== undefined && failed !== lane) return
      sequences += 1
      commands += tried.length
      try {
        await run(tried, lane)
      } catch (error) {
        failed ??= lane
        if (failed === lane) throw error
      }
    })
    const numRuns = Math.floor(runs / lanes) + (lane < runs % lanes ? 1 : 0)
    const details = await fc.check(property, { seed: seed + lane, numRuns, ...(path ? { path, endOnFailure: true } : {}) })
    if (details.failed) throw failureOf(details)
  }

  await Promise.all(Array.from({ length: lanes }, (_, lane) => tryLane(lane)))
  return { sequences, commands, seconds: Math.round((performance.now() - began) / 100) / 10, seed }
}
