import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { dataFolder, removeDataFolder } from '../infra/testing/data-folder.ts'
import { type Program, startProgram } from '../infra/testing/program.ts'
import { userAgents } from './browsers.ts'

export type Look = { readonly language: 'ru' | 'en'; readonly device: 'phone' | 'desktop' }
export const looks: readonly Look[] = [
  { language: 'ru', device: 'desktop' },
  { language: 'en', device: 'desktop' },
  { language: 'ru', device: 'phone' },
  { language: 'en', device: 'phone' },
]

/**
 * A person at a screen. Whatever leaves this machine, and whatever the browser complains of, is kept and must be nothing. `loads` counts the documents
 * their page has loaded: a screen that moves by itself loads none.
 */
export type Person = { readonly page: Page; readonly context: BrowserContext; readonly complaints: string[]; readonly loads: () => number }

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }

/**
 * Expected answers of the sign-in, and of a visitor's form that lacks something and is shown again: the browser prints a line for each 401, 403, 429 and 422,
 * and that is no fault of the page.
 */
const isExpected = (text: string, url: string): boolean => {
  const status = text.match(/Failed to load resource: the server responded with a status of (\d{3})/)?.[1] ?? ''
  return ['401', '403', '404', '429'].includes(status) || (status === '422' && new URL(url).pathname.startsWith('/f/'))
}

const open = async (browser: Browser, url: string, { language, device }: Look, script: boolean): Promise<Person> => {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
    viewport: sizes[device],
    userAgent: userAgents[device],
    javaScriptEnabled: script,
    ...(device === 'phone' && { hasTouch: true, isMobile: true }),
  })
  const page = await context.newPage()
  const complaints: string[] = []
  let loads = 0
  page.on('domcontentloaded', () => {
    loads += 1
  })
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text(), message.location().url)) complaints.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && !['localhost', '127.0.0.1'].includes(hostname))
      complaints.push(`left this machine: ${request.url()}`)
  })
  return { page, context, complaints, loads: () => loads }
}

/** `script: false` is somebody whose browser runs none. */
type Fixtures = { readonly person: (look: Look, options?: { readonly script: boolean }) => Promise<Person> }
type WorkerFixtures = { readonly kontor: Program }

/** A whole Kontor a worker, with the demo tenant; persons are closed, and held to their silence, after each test. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  kontor: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const data = dataFolder()
      const program = await startProgram(data)
      await use(program)
      await program.end('SIGTERM')
      removeDataFolder(data)
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  person: async ({ browser, kontor }, use) => {
    const people: Person[] = []
    await use(async (look, { script } = { script: true }) => {
      const person = await open(browser, kontor.url, look, script)
      people.push(person)
      return person
    })
    for (const { context } of people) await context.close()
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  },
})
export { expect }
