import { readFileSync } from 'node:fs'

/** The fields of /proc/<pid>/stat behind the name, which may hold anything: [0] is the state, [19] the moment it began. Empty where there is no /proc. */
const stat = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  } catch {
    return []
  }
}

/** A dead process that nobody has buried yet, as in a container whose first process buries nobody, counts as dead. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return stat(pid)[0] !== 'Z'
}

/** Tells a process from another that got its number later (in clock ticks, Linux only). */
export const birthOf = (pid: number): string => stat(pid)[19] ?? ''
