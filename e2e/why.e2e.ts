import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { expect, type Look, type Person, test } from './house.ts'
import { enterAs, signIn } from './journey.ts'
import { outsideOf, stranger } from './outside.ts'
import { askWhy, follow, sendForm } from './sale.ts'
import { linked } from './sold.ts'

const words = {
  ru: { rate: /10\s%.* 12\s345,00\s₽ = 1\s234,50\s₽/, terms: /Версия \d+: 10\s%/ },
  en: { rate: /10\s?%.* 12,345\.00\s₽ = 1,234\.50\s₽/, terms: /Version \d+: 10\s?%/ },
} as const

/** What the server told the screen when the figure was pressed: nothing may be hidden by the screen alone. */
const toldTo = async (reader: Person, customer: string): Promise<string> => {
  const row = reader.page.locator('[data-testid="reports.activity.row"][data-kind="reward"]').filter({ hasText: customer })
  const answer = reader.page.waitForResponse(/\/explain/)
  await askWhy(reader, row.getByTestId('rewards.amount'), { minor: '123450', first: 'links.ClickRecorded', last: 'rewards.RewardReleased' })
  return (await answer).text()
}

for (const language of ['ru', 'en'] as const) {
  const said = words[language]
  const desk: Look = { language, device: 'desktop' }

  test(`${language}: one press at home says why a reward is what it is; the partner reads nothing of the visitor, nor of another partner`, async ({
    person,
    kontor,
  }) => {
    const [ilya, anna] = [await linked(kontor.url, 'Илья'), await linked(kontor.url, 'Анна')]
    const { ask, until, inCrm } = outsideOf(kontor.url)
    const [owner, partner, visitor] = [await person(desk), await person(desk), await person(desk)]
    const ivan = stranger('Ivan')
    await follow(visitor, ilya.code)
    await follow(visitor, anna.code)
    await sendForm(visitor, ivan)
    const { ID } = await inCrm(ivan.name)
    await ask('POST', `/sandbox/bitrix24/deals/${ID}`, { STAGE_ID: 'WON', OPPORTUNITY: '12345.00' })
    const token = await callerOf(kontor.url).signIn(demoPerson('owner'))
    type Rewards = { readonly items: readonly { readonly status: string }[] }
    const rewards = `/api/v1/rewards?${new URLSearchParams({ q: ivan.name })}`
    await until<Rewards>('the reward', rewards, { token }, ({ items }) => items[0]?.status === 'available')

    await enterAs(owner, 'owner')
    const ownersTold = await toldTo(owner, ivan.name)
    await partner.page.goto('/login')
    await signIn(partner, anna.partner)
    const partnersTold = await toldTo(partner, ivan.name)
    for (const { page } of [owner, partner]) {
      const why = page.getByTestId('rewards.why.panel')
      await expect(why.getByTestId('rewards.why.sentence')).toHaveText(said.rate)
      await expect(why.getByTestId('rewards.why.terms')).toHaveText(said.terms)
      await expect(why.getByTestId('rewards.why.step').first().locator('time')).toHaveAttribute('datetime', /Z$/)
    }
    for (const secret of [ilya.partner.partnerId, 'Chrome/142']) {
      expect(ownersTold).toContain(secret)
      expect(partnersTold).not.toContain(secret)
    }
  })
}
