/** What a step adds to the last line. `notRun` says why a check could be neither passed nor failed. */
export type Counts = { readonly passed: number; readonly failed: number; readonly notRun?: string }

type VitestReport = { readonly numPassedTests: number; readonly numFailedTests: number; readonly success: boolean }
type PlaywrightReport = { readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number } }

/** A suite that failed without a failing test (a file that does not load, a server that did not start) still counts as one failure. */
const atLeastOne = (failed: number, green: boolean): number => (green ? failed : Math.max(failed, 1))

/** Counts of vitest's JSON report; an absent one (undefined) means that the suite did not even start. */
export const vitestCounts = (report: VitestReport | undefined, exitCode: number): Counts => ({
  passed: report?.numPassedTests ?? 0,
  failed: atLeastOne(report?.numFailedTests ?? 0, exitCode === 0 && report?.success === true),
})

/** Counts of Playwright's JSON report. A flaky journey is a failed one: nothing here is retried into green. */
export const playwrightCounts = (report: PlaywrightReport | undefined, exitCode: number): Counts => ({
  passed: report?.stats.expected ?? 0,
  failed: atLeastOne((report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0), exitCode === 0 && report !== undefined),
})

/** A gate that could not be asked (no answer from a registry) ends with this code. */
export const notRunCode = 77

export const gateCounts = (exitCode: number, output: string): Counts =>
  exitCode === notRunCode
    ? { passed: 0, failed: 0, notRun: output.trim().split('\n').at(-1) ?? '' }
    : { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1 }

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
})
