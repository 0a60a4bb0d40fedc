import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** A Chromium for the journeys: CHROMIUM_PATH, else the system's, else Playwright's own, else installed by apt when we are root on Debian. */
export type Browser = { readonly env: NodeJS.ProcessEnv } | { readonly missing: string }

const apt = ['chromium', 'fonts-dejavu-core']
const system = '/usr/bin/chromium'

/** Playwright's own download, when somebody made one; asking costs nothing and starts nothing. */
const playwrightsOwn = (): string => {
  const { chromium }: { chromium: { executablePath: () => string } } = createRequire(import.meta.url)('playwright-core')
  return chromium.executablePath()
}

export const browser = (): Browser => {
  const named = process.env['CHROMIUM_PATH']
  if (named) return existsSync(named) ? { env: { CHROMIUM_PATH: named } } : { missing: `CHROMIUM_PATH names ${named}, which does not exist` }
  if (existsSync(system)) return { env: { CHROMIUM_PATH: system } }
  if (existsSync(playwrightsOwn())) return { env: {} }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(`installing ${apt.join(' ')} for the browser journeys\n`)
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...apt], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (existsSync(system)) return { env: { CHROMIUM_PATH: system } }
  }
  return {
    missing: `browser journeys not run: install Chromium first (Debian: apt-get install -y --no-install-recommends ${apt.join(' ')}) or set CHROMIUM_PATH`,
  }
}
