import { expect, type Look, test } from './house.ts'
import { enterAs, screen, signIn } from './journey.ts'
import { stranger } from './outside.ts'
import { customerOf, follow, go, sendForm } from './sale.ts'
import { linked } from './sold.ts'

const words = {
  ru: { customer: 'Пётр', contact: 'Нужен телефон или почта', consent: 'Без согласия мы не можем принять заявку' },
  en: { customer: 'Peter', contact: 'A phone number or an e-mail is needed', consent: 'Without your consent we cannot take the request' },
} as const

for (const language of ['ru', 'en'] as const) {
  const said = words[language]
  const desk: Look = { language, device: 'desktop' }

  test(`${language}: the partner sees a click come; without JavaScript the form says what is missing, keeps what was typed, and brings the customer`, async ({
    person,
    kontor,
  }) => {
    const { code, linkId, partner } = await linked(kontor.url, 'Илья')
    const [operator, reader, visitor] = [await person(desk), await person(desk), await person({ language, device: 'phone' }, { script: false })]
    const peter = stranger(said.customer)
    await enterAs(operator, 'owner')
    await go(operator, desk, 'deals.customers', 'S32')
    await reader.page.goto('/login')
    await signIn(reader, partner)
    await go(reader, desk, 'links.mine', 'S26')
    await reader.page.getByTestId('links.list.open').click()
    await expect(reader.page.getByTestId('links.link')).toHaveAttribute('data-id', linkId)
    const clicks = reader.page.getByTestId('links.link.clicks').locator('[data-value]')
    await expect(clicks).toHaveAttribute('data-value', '0')
    const loads = [operator.loads(), reader.loads()]

    await follow(visitor, code)
    await expect(clicks).toHaveAttribute('data-value', '1')
    await expect(reader.page.getByTestId('links.link.click')).toHaveCount(1)
    await visitor.page.locator('#name').fill(peter.name)
    await visitor.page.locator('button').click()
    await expect(visitor.page.locator('#consent-error')).toHaveText(said.consent)
    await expect(visitor.page.locator('#name')).toHaveValue(peter.name)
    await visitor.page.locator('#consent').check()
    await visitor.page.locator('button').click()
    await expect(visitor.page.getByRole('alert')).toContainText(said.contact)
    await expect(visitor.page.locator('#name')).toHaveValue(peter.name)
    await expect(visitor.page.locator('#consent')).not.toBeChecked()
    await sendForm(visitor, peter)
    await expect(customerOf(operator, peter)).toBeVisible()
    await expect(reader.page.getByTestId('links.link.customers')).toContainText('1')
    expect([operator.loads(), reader.loads()]).toEqual(loads)
    await expect(screen(reader.page, 'S27')).toHaveAttribute('data-state', 'ready')
  })
}
