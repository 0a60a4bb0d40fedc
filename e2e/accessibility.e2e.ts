import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { expect, looks, test } from './house.ts'
import { apply, enterAs, menu, newcomer, openApplications, rowOf, screen, signIn, wait } from './journey.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Buttons and links whose words reach out of them, and the page itself when it scrolls sideways. */
const spilling = (page: Page) =>
  page.evaluate<string[]>(`[document.documentElement, ...document.querySelectorAll('button, a')]
    .filter((element) => element.checkVisibility() && !element.closest('.sr-only') && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
    .map((element) => element.tagName + ' ' + element.textContent.trim().slice(0, 40))`)

/** Every rule of axe in light and in dark, and room for all words, also on the narrowest screen (ui.md §3.8, lines 1, 4 and 10). */
const audit = async (page: Page, name: string, { rules = {} }: RunOptions = {}) => {
  const options: RunOptions = { rules: { 'target-size': { enabled: true }, ...rules } }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /\bdark\b/ : /^((?!\bdark\b).)*$/)
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

/** An open menu stands at the end of the page, beside the landmarks: its library puts it there, and the focus is inside while it is open. */
const openMenu: RunOptions = { rules: { region: { enabled: false } } }

for (const look of looks) {
  test(`${look.language}, ${look.device}: no screen breaks a rule of axe`, async ({ person, kontor }) => {
    const [operator, applicant, stranger] = [await person(look), await person(look), await person(look)]
    const [vera, ilya] = [newcomer('Vera'), newcomer('Ilya')]
    await operator.page.goto('/login')
    await expect(operator.page.getByTestId('identity.sign-in.demo')).toHaveCount(4)
    await audit(operator.page, 'S01')
    await signIn(operator, { email: vera.email, password: vera.password })
    await expect(screen(operator.page, 'S01')).toHaveAttribute('data-state', 'error')
    await audit(operator.page, 'S01 with a problem')

    await stranger.page.goto('/join/demo')
    await expect(screen(stranger.page, 'S22')).toHaveAttribute('data-state', 'ready')
    await audit(stranger.page, 'S22')
    await stranger.page.goto('/nowhere')
    await expect(screen(stranger.page, 'S71')).toBeVisible()
    await audit(stranger.page, 'S71')
    await enterAs(stranger, 'admin')
    await expect(stranger.page.getByTestId('identity.platform.sign-out')).toBeVisible()
    await audit(stranger.page, 'the home of the platform')

    await enterAs(operator, 'owner')
    await expect(operator.page.getByTestId('tenancy.checklist.card')).toHaveAttribute('data-state', 'ready')
    await audit(operator.page, 'S18')
    await openApplications(operator, look)
    await audit(operator.page, 'S19, nobody waits')

    await apply(applicant, vera)
    await audit(applicant.page, 'S22, sent')
    await wait(applicant, vera)
    await audit(applicant.page, 'S04, pending')
    await expect(rowOf(operator, vera)).toBeVisible()
    await audit(operator.page, 'S19')
    await rowOf(operator, vera).click()
    await operator.page.getByTestId('partners.applications.reject').click()
    await operator.page.getByTestId('partners.applications.ready-reason').first().click()
    await audit(operator.page, 'S19, a rejection')
    await operator.page.getByTestId('partners.applications.send-rejection').click()
    await expect(screen(applicant.page, 'S04')).toHaveAttribute('data-state', 'rejected')
    await audit(applicant.page, 'S04, rejected')
    await expect(operator.page.getByTestId('partners.applications.decided')).toBeVisible()
    await audit(operator.page, 'S19, decided')

    const { apply: send, decide, signIn: ask } = callerOf(kontor.url)
    const { partnerId } = await send(ilya)
    await applicant.page.goto('/login')
    await signIn(applicant, ilya)
    await expect(screen(applicant.page, 'S04')).toHaveAttribute('data-state', 'pending')
    await decide(await ask(demoPerson('owner')), partnerId, 'approve')
    await expect(screen(applicant.page, 'S04')).toHaveAttribute('data-state', 'active')
    await audit(applicant.page, 'S04, in')
    await applicant.page.getByTestId('identity.waiting.enter').click()
    await expect(applicant.page.getByTestId('partners.home.terms')).toBeVisible()
    await audit(applicant.page, 'S25')

    await operator.page.goto('/w/demo')
    await menu(operator, look, 'partners.list').click()
    await expect(screen(operator.page, 'S20')).toHaveAttribute('data-state', 'ready')
    await audit(operator.page, 'S20')
    await operator.page.getByTestId('live.dot').click()
    await audit(operator.page, 'S20 and the live dot')
    await operator.page.keyboard.press('Escape')
    await operator.page.getByTestId('shell.person').click()
    await audit(operator.page, 'S20 and the menu of the person', openMenu)
  })
}
