import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { expect, looks, test } from './house.ts'
import { enterAs, goTo, menu, newcomer, rowOf, screen } from './journey.ts'

const words = {
  ru: { name: 'Вера', live: 'Обновляется сразу', polling: 'Обновляется каждые 15 с' },
  en: { name: 'Vera', live: 'Live', polling: 'Updates every 15 s' },
} as const

/** What the page waits at the most before it dials again, ms: time in the page is made to pass, nobody waits for it. */
const longestPause = 30_000

for (const look of looks) {
  const said = words[look.language]

  test(`${look.language}, ${look.device}: with the live channel blocked the dot says so, the screen asks every 15 s, and the channel's return ends that`, async ({
    person,
    kontor,
  }) => {
    const operator = await person(look)
    const { page } = operator
    const { apply, badges, decide, partners, signIn } = callerOf(kontor.url)
    const owner = await signIn(demoPerson('owner'))
    let blocked = true
    await page.clock.install()
    await page.routeWebSocket('**/api/v1/live', (socket) => (blocked ? socket.close() : socket.connectToServer()))
    await enterAs(operator, 'owner')
    await goTo(operator, look, 'partners.applications')
    await expect(screen(page, 'S19')).toHaveAttribute('data-state', 'empty')
    const loads = operator.loads()
    const dot = page.getByTestId('live.dot')
    await expect(dot).toHaveAttribute('data-state', 'polling')
    await expect(dot).toHaveAccessibleName(said.polling)
    await dot.click()
    await expect(page.getByText(said.polling).last()).toBeVisible()
    await page.keyboard.press('Escape')

    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 2_000))
    const [first, second] = [newcomer(said.name), newcomer(said.name)]
    const one = await apply(first)
    // The screen asks once, so the views have to have it by then.
    await Promise.all([partners(owner, one.position), badges(owner, one.position)])
    await expect(rowOf(operator, first)).toHaveCount(0)
    await page.clock.fastForward(15_000)
    await expect(rowOf(operator, first)).toBeVisible()
    await expect(menu(operator, look, 'partners.applications')).toContainText('1')

    blocked = false
    // Once more when the attempt before was still being refused: its pause begins only then.
    await expect(async () => {
      await page.clock.fastForward(longestPause)
      await expect(dot).toHaveAttribute('data-state', 'live', { timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await page.clock.resume()
    await expect(dot).toHaveAccessibleName(said.live)
    const two = await apply(second)
    await expect(rowOf(operator, second)).toBeVisible()
    await expect(menu(operator, look, 'partners.applications')).toContainText('2')
    expect(operator.loads()).toBe(loads)

    for (const { partnerId } of [one, two]) await decide(owner, partnerId, 'approve')
    await expect(rowOf(operator, second)).toHaveCount(0)
  })
}
