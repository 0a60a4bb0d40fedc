import type { Page } from '@playwright/test'
import { audit, overlaid } from './axe.ts'
import { expect, looks, test } from './house.ts'
import { enterAs, screen, signIn } from './journey.ts'
import { outsideOf } from './outside.ts'
import { sold } from './sold.ts'

/** An address, the hook of what it shows last, and whether that is laid over the rest. */
type Place = { readonly name: string; readonly path: string; readonly shows: string; readonly over?: true }

const look = async (page: Page, base: string, places: readonly Place[]) => {
  for (const { name, path, shows, over } of places) {
    await page.goto(`${base}${path}`)
    await expect(page.getByTestId(shows).filter({ visible: true }).first()).toBeVisible()
    await expect(page.locator('.skeleton')).toHaveCount(0)
    await audit(page, name, over ? overlaid : {})
  }
}

for (const { language, device } of looks) {
  const title = `${language}, ${device}`
  const names = { partner: 'Anna', customer: 'Daisy Ltd' }

  test(`${title}: no screen of a partner's sale breaks a rule of axe`, async ({ person, kontor }) => {
    test.slow()
    const { partner, linkId, customerId, dealId, rewardId } = await sold(kontor.url, names)
    const { ask } = outsideOf(kontor.url)
    const { page, ...reader } = await person({ language, device })
    await page.goto('/login')
    await signIn({ page, ...reader }, partner)
    await expect(screen(page, 'S25')).toHaveAttribute('data-state', 'ready')
    await look(page, '/p/demo', [
      { name: 'S25', path: '', shows: 'reports.activity.row' },
      { name: 'S26', path: '/links', shows: 'links.list.row' },
      { name: 'S26, a new link', path: '/links?new=true', shows: 'links.form', over: true },
      { name: 'S27', path: `/links/${linkId}`, shows: 'links.link.click' },
      { name: 'S32', path: '/customers', shows: 'deals.customers.row' },
      { name: 'S32, one customer', path: `/customers?open=${customerId}`, shows: 'deals.customers.panel', over: true },
      { name: 'S32, a new customer', path: '/customers?add=true', shows: 'deals.add.form', over: true },
      { name: 'S35', path: `/deals/${dealId}`, shows: 'rewards.why.sum' },
      { name: 'S37', path: '/rewards', shows: 'rewards.list.row' },
      { name: 'S37, why', path: `/rewards?why=${rewardId}`, shows: 'rewards.why.sum', over: true },
      { name: 'S38', path: `/rewards/${rewardId}`, shows: 'rewards.why.sum' },
      { name: 'S40, a new request', path: '/payouts/new', shows: 'payouts.new.request' },
    ])
    const requested = await ask<{ readonly payoutId: string }>('POST', '/api/v1/payouts', { rewardIds: [rewardId] }, { token: partner.token })
    await look(page, '/p/demo', [
      { name: 'S40', path: '/payouts', shows: 'payouts.mine.row' },
      { name: 'S40, one request', path: `/payouts/${requested.body.payoutId}`, shows: 'payouts.line' },
    ])
    await ask('POST', `/api/v1/payouts/${requested.body.payoutId}/reject`, { comment: 'No.' }, { token: partner.owner })
  })

  test(`${title}: no screen of an operator's sale breaks a rule of axe`, async ({ person, kontor }) => {
    test.slow()
    const { partner, linkId, customerId, dealId, rewardId } = await sold(kontor.url, names)
    const { ask } = outsideOf(kontor.url)
    const requested = await ask<{ readonly payoutId: string }>('POST', '/api/v1/payouts', { rewardIds: [rewardId] }, { token: partner.token })
    const { payoutId } = requested.body
    const operator = await person({ language, device })
    const { page } = operator
    await enterAs(operator, 'owner')
    await look(page, '/w/demo', [
      { name: 'S18', path: '', shows: 'reports.activity.row' },
      { name: 'S21', path: `/partners/${partner.partnerId}`, shows: 'partners.partner.balance' },
      { name: 'S26', path: '/links', shows: 'links.list.row' },
      { name: 'S27', path: `/links/${linkId}`, shows: 'links.link.click' },
      { name: 'S32', path: '/customers', shows: 'deals.customers.row' },
      { name: 'S32, one customer', path: `/customers?open=${customerId}`, shows: 'deals.customers.panel', over: true },
      { name: 'S34', path: '/deals', shows: device === 'phone' ? 'deals.list.card' : 'deals.list.row' },
      { name: 'S34, the board', path: '/deals?view=board', shows: 'deals.board' },
      { name: 'S35', path: `/deals/${dealId}`, shows: 'rewards.why.sum' },
      { name: 'S37', path: '/rewards', shows: 'rewards.list.row' },
      { name: 'S37, why', path: `/rewards?why=${rewardId}`, shows: 'rewards.why.sum', over: true },
      { name: 'S41', path: '/payouts', shows: 'payouts.list.row' },
      { name: 'S41, one request', path: `/payouts/${payoutId}`, shows: 'payouts.line' },
      { name: 'S65', path: '/settings/activity/events', shows: 'audit.events.row' },
    ])
    await page.getByTestId('audit.events.row').first().click()
    await expect(page.getByTestId('audit.stream')).toHaveAttribute('data-state', 'ready')
    await audit(page, 'S65, a stream')
    await page.goto(`/w/demo/deals/${dealId}`)
    await page.locator('[data-testid="deals.deal.step"][data-step="refund"]').click()
    await expect(page.getByTestId('deals.refund.amount')).toBeVisible()
    await audit(page, 'S35, a refund', overlaid)
    await ask('POST', `/api/v1/payouts/${payoutId}/reject`, { comment: 'No.' }, { token: partner.owner })
  })

  test(`${title}: nor does the form of a link, or the sandbox`, async ({ person, kontor }) => {
    const { code, customer } = await sold(kontor.url, names)
    const { page } = await person({ language, device })
    await page.goto(`/f/${code}`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await audit(page, 'S30', { themed: false })
    await page.locator('button').click()
    await expect(page.locator('[role="alert"]')).toBeVisible()
    await audit(page, 'S30, with errors', { themed: false })
    await page.goto(`/f/${code}/thanks`)
    await audit(page, 'S30, thanks', { themed: false })
    await page.goto('/r/nobodys0')
    await audit(page, 'S30, no such link', { themed: false })
    await page.goto(`/sandbox?q=${encodeURIComponent(customer.name)}`)
    await expect(page.locator('article').filter({ hasText: customer.name })).toBeVisible()
    await audit(page, 'S70', { themed: false })
  })
}
