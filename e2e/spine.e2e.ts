import { expect, type Look, looks, test } from './house.ts'
import { enterAs, menu, screen, signIn } from './journey.ts'
import { joined, stranger } from './outside.ts'
import { askWhy, customerOf, follow, go, makeLink, refund, requestPayout, sendForm, sumIn, winInCrm } from './sale.ts'

const words = {
  ru: { partner: 'Анна', customer: 'ООО Ромашка', link: 'Форма на сайте', why: /10\s%.* 12\s345,00\s₽ = 1\s234,50\s₽/, paid: 'Оплачен' },
  en: { partner: 'Anna', customer: 'Daisy Ltd', link: 'The form on my site', why: /10\s?%.* 12,345\.00\s₽ = 1,234\.50\s₽/, paid: 'Paid' },
} as const

for (const look of looks) {
  const { language, device } = look
  const said = words[language]
  const desk: Look = { language, device: 'desktop' }

  test(`${language}, ${device}: from a link to a paid reward and back by a refund, and no screen is loaded again`, async ({ person, kontor }) => {
    const [partner, operator, visitor, crm] = [await person(look), await person(desk), await person(look), await person(desk)]
    const anna = await joined(kontor.url, said.partner)
    const daisy = stranger(said.customer)
    await partner.page.goto('/login')
    await signIn(partner, anna)
    await expect(screen(partner.page, 'S25')).toHaveAttribute('data-state', 'empty')
    await enterAs(operator, 'owner')
    await expect(screen(operator.page, 'S18')).toBeVisible()
    const [partnersLoads, operatorsLoads] = [partner.loads(), operator.loads()]

    const code = await makeLink(partner, look, said.link)
    await go(partner, look, 'deals.my-customers', 'S32')
    await go(operator, desk, 'deals.customers', 'S32')
    await follow(visitor, code)
    await sendForm(visitor, daisy)
    await expect(customerOf(partner, daisy)).toBeVisible()
    await expect(customerOf(operator, daisy)).toBeVisible()

    await winInCrm(crm, kontor.url, daisy, '12345.00')
    const chain = { minor: '123450', first: 'links.ClickRecorded', last: 'rewards.RewardReleased' }
    for (const reader of [partner, operator]) {
      const figure = customerOf(reader, daisy).getByTestId('rewards.amount')
      await expect(sumIn(figure)).toHaveAttribute('data-minor', '123450')
      await askWhy(reader, figure, chain)
      await expect(reader.page.getByTestId('rewards.why.sentence')).toHaveText(said.why)
      await reader.page.keyboard.press('Escape')
      await expect(reader.page.getByTestId('rewards.why.panel')).toHaveCount(0)
    }

    await go(operator, desk, 'payouts.list', 'S41')
    const badge = menu(operator, desk, 'payouts.list')
    await expect(badge).not.toContainText('1')
    await requestPayout(partner, look, '123450')
    await expect(badge).toContainText('1')
    await operator.page.getByTestId('payouts.list.row').filter({ hasText: anna.name }).getByTestId('payouts.list.open').click()
    const [decided, mine] = [operator.page.getByTestId('payouts.detail'), partner.page.getByTestId('payouts.mine')]
    await expect(sumIn(decided.getByTestId('payouts.detail.amount'))).toHaveAttribute('data-minor', '123450')
    await operator.page.getByTestId('payouts.decide.approve').click()
    await expect(decided).toHaveAttribute('data-status', 'approved')
    await expect(mine).toHaveAttribute('data-status', 'approved')
    await expect(badge).not.toContainText('1')
    await operator.page.getByTestId('payouts.decide.paid').click()
    await operator.page.getByTestId('payouts.paid.reference').fill('88412')
    await operator.page.getByTestId('payouts.paid.confirm').click()
    await expect(decided).toHaveAttribute('data-status', 'paid')
    await expect(mine).toHaveAttribute('data-status', 'paid')
    await expect(mine).toContainText(said.paid)
    await expect(mine).toContainText('88412')

    await go(partner, look, 'rewards.mine', 'S37')
    const rows = partner.page.getByTestId('rewards.list.row').filter({ hasText: daisy.name })
    await expect(rows).toHaveCount(1)
    await expect(rows).toHaveAttribute('data-status', 'paid')
    await refund(operator, desk, daisy, '5000')
    await expect(rows).toHaveCount(2)
    const back = rows.and(partner.page.locator('[data-reverses]'))
    await expect(back).toHaveAttribute('data-status', 'available')
    await expect(sumIn(back.getByTestId('rewards.amount'))).toHaveAttribute('data-minor', '-50000')
    expect([partner.loads(), operator.loads()]).toEqual([partnersLoads, operatorsLoads])
  })
}
