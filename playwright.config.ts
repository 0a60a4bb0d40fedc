import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const system = '/usr/bin/chromium'
const named = process.env['CHROMIUM_PATH'] ?? (existsSync(system) ? system : undefined)

/** The journeys, through a real Chromium against the whole program. Each worker runs a Kontor of its own (e2e/house.ts). */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './e2e/build.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  outputDir: 'test-results',
  use: {
    launchOptions: {
      ...(named && { executablePath: named }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
