import type { Progress } from './migrate-log.ts'

type Terminal = { readonly isTTY?: boolean; write(text: string): unknown }

const spelled = (count: number) => count.toLocaleString('en')

/** `copying: 12,000 of 50,000 events, 6,100/s`. Rates are events a second since the step began. */
export const lineOf = ({ step, done, of }: Progress, begun: { readonly done: number; readonly at: number }, now: number): string => {
  const seconds = (now - begun.at) / 1_000
  const rate = seconds > 0 ? `, ${spelled(Math.round((done - begun.done) / seconds))}/s` : ''
  return `${step}: ${spelled(done)}${of === undefined ? '' : ` of ${spelled(of)}`} events${rate}`
}

/** On a terminal one line that changes once a second; elsewhere nothing, since a log file wants results. */
export const progressLine = (terminal: Terminal, now: () => number = performance.now.bind(performance)) => {
  let step: Progress['step'] | undefined
  let begun = { done: 0, at: 0 }
  let told = 0
  return {
    tell: (progress: Progress): void => {
      if (!terminal.isTTY) return
      const at = now()
      if (progress.step !== step) {
        step = progress.step
        begun = { done: progress.done, at }
      }
      if (at - told < 1_000) return
      told = at
      terminal.write(`\r\x1b[2K${lineOf(progress, begun, at)}`)
    },
    clear: (): void => {
      if (terminal.isTTY) terminal.write('\r\x1b[2K')
    },
  }
}
