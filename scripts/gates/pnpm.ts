import { spawnSync } from 'node:child_process'
import { root } from '../tree.ts'

/** Asks pnpm, through npx as the installation does: no corepack, no global pnpm. */
export const pnpm = (...args: readonly string[]): { readonly code: number; readonly stdout: string; readonly stderr: string } => {
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', 'pnpm@12.21.0', ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 })
  return { code: status ?? 1, stdout: stdout ?? '', stderr: stderr ?? '' }
}

/** Yesterday's exception is no exception: `until` is a date (UTC, inclusive) after which the gate fails again. */
export const expired = (until: string, today: string): boolean => until < today

export const today = (): string => new Date().toISOString().slice(0, 10)
