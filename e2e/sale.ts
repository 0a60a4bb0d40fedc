import { expect, type Locator } from '@playwright/test'
import type { Look, Person } from './house.ts'
import { goTo, screen } from './journey.ts'
import { outsideOf } from './outside.ts'

/** Steps of a sale, from the link to the money, each ended by what its reader sees. */

export type Customer = { readonly name: string; readonly phone: string }

const live = ({ page }: Person) => expect(page.getByTestId('live.dot')).toHaveAttribute('data-state', 'live')

/** A screen of the menu, ready and moving by itself. */
export const go = async (person: Person, look: Look, name: string, number: string): Promise<void> => {
  await goTo(person, look, name)
  await expect(screen(person.page, number)).toHaveAttribute('data-state', /^(ready|empty|filtered-empty)$/)
  await live(person)
}

/** The partner's first link, to a form of ours; answers its code. */
export const makeLink = async (partner: Person, look: Look, title: string): Promise<string> => {
  const { page } = partner
  await go(partner, look, 'links.mine', 'S26')
  await page.getByTestId('links.list.first').click()
  await page
    .locator('label')
    .filter({ has: page.locator('[data-testid="links.form.type"][data-type="iframe"]') })
    .click()
  await page.getByTestId('links.form.title').fill(title)
  await page.getByTestId('links.form.submit').click()
  const row = page.getByTestId('links.list.row').filter({ hasText: title })
  await expect(row).toHaveAttribute('data-status', 'active')
  return (await row.getAttribute('data-code')) ?? ''
}

/** A visitor follows the link, and finds the form at its end. */
export const follow = async ({ page }: Person, code: string): Promise<void> => {
  await page.goto(`/r/${code}`)
  await expect(page).toHaveURL(new RegExp(`/f/${code}\\?kid=[0-9a-f]{32}$`))
}

export const sendForm = async ({ page }: Person, { name, phone }: Customer): Promise<void> => {
  await page.locator('#name').fill(name)
  await page.locator('#phone').fill(phone)
  await page.locator('#consent').check()
  await page.locator('button').click()
  await expect(page).toHaveURL(/\/thanks\?/)
}

export const customerOf = ({ page }: Person, { name }: Customer): Locator => page.getByTestId('deals.customers.row').filter({ hasText: name })

/** Somebody in the CRM wins the deal: by a press on the page of its stand-in, once the customer has arrived there. */
export const winInCrm = async ({ page }: Person, url: string, { name }: Customer, amount: string): Promise<void> => {
  await outsideOf(url).inCrm(name)
  await page.goto(`/sandbox?${new URLSearchParams({ q: name })}`)
  const deal = page.locator('article').filter({ hasText: name })
  await deal.locator('[name="OPPORTUNITY"]').fill(amount)
  await deal.locator('[value="win"]').click()
  await expect(deal.getByText(`${amount} RUB`)).toBeVisible()
}

/** Whatever shows this sum, to the minor unit. */
export const sumIn = (place: Locator): Locator => place.locator('[data-minor]').first()

/** One press on the figure opens why it is what it is, from the first fact to the last; its ledger comes to nought. */
export const askWhy = async (
  { page }: Person,
  figure: Locator,
  { minor, first, last }: Record<'minor' | 'first' | 'last', string>,
): Promise<void> => {
  await figure.click()
  const why = page.getByTestId('rewards.why.panel')
  await expect(why.getByTestId('rewards.why.sentence')).toHaveAttribute('data-minor', minor)
  await expect(why.getByTestId('rewards.why.step').first()).toHaveAttribute('data-event', first)
  await expect(why.getByTestId('rewards.why.step').last()).toHaveAttribute('data-event', last)
  await expect(sumIn(why.getByTestId('rewards.why.sum'))).toHaveAttribute('data-minor', '0')
}

/** Everything that can be asked for. */
export const requestPayout = async (partner: Person, look: Look, minor: string): Promise<void> => {
  const { page } = partner
  await go(partner, look, 'payouts.mine', 'S40')
  await page.getByTestId('payouts.mine.new').click()
  await expect(sumIn(page.getByTestId('payouts.new.amount'))).toHaveAttribute('data-minor', minor)
  await page.getByTestId('payouts.new.request').click()
  await expect(page.getByTestId('payouts.mine')).toHaveAttribute('data-status', 'requested')
}

export const refund = async (operator: Person, look: Look, { name }: Customer, amount: string): Promise<void> => {
  const { page } = operator
  await go(operator, look, 'rewards.list', 'S37')
  await page.getByTestId('rewards.list.row').filter({ hasText: name }).getByTestId('rewards.list.deal').click()
  await expect(page.getByTestId('deals.deal')).toHaveAttribute('data-status', 'won')
  await page.locator('[data-testid="deals.deal.step"][data-step="refund"]').click()
  await page.getByTestId('deals.refund.amount').fill(amount)
  await page.getByTestId('deals.refund.confirm').click()
  await expect(page.getByTestId('deals.refund.confirm')).toHaveCount(0)
}
