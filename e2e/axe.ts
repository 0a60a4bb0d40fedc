import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect } from './house.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Buttons and links whose words reach out of them and are told nowhere else (a title says them whole); and when the page itself scrolls sideways, what reaches over its edge. */
const spilling = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const root = document.documentElement
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility() && !element.closest('.sr-only'))
    const name = (element) => element.tagName + ' ' + element.textContent.trim().slice(0, 40)
    const over = seen('body *').filter((element) => element.children.length === 0 && element.getBoundingClientRect().right > root.clientWidth + 1)
    const cut = seen('button, a').filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && !element.title)
    return [...(root.scrollWidth > root.clientWidth + 1 ? ['the page', ...over.map(name)] : []), ...cut.map(name)]
  })()`)

/** `themed: false` is a page that takes light and dark from the browser alone and has no class for them. */
type Options = RunOptions & { readonly themed?: boolean }

/** Every rule of axe in light and in dark, and room for all words, also on the narrowest screen (ui.md §3.8, lines 1, 4 and 10). */
export const audit = async (page: Page, name: string, { rules = {}, themed = true }: Options = {}): Promise<void> => {
  const options: RunOptions = { rules: { 'target-size': { enabled: true }, ...rules } }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (themed) await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^((?!\bdark\b).)*$/)
    if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(source)
    const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`))
    expect.soft(found, `${name}, ${colorScheme}`).toEqual([])
  }
  expect.soft(await spilling(page), `${name}: no room`).toEqual([])
  const size = page.viewportSize()
  if (!size || size.width > 400) return
  await page.setViewportSize({ width: 320, height: 640 })
  expect.soft(await spilling(page), `${name}: no room at 320`).toEqual([])
  await page.setViewportSize(size)
}

/** An open menu or panel stands at the end of the page, beside the landmarks: its library puts it there, and the focus is inside while it is open. */
export const overlaid: RunOptions = { rules: { region: { enabled: false } } }
