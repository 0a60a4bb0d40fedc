import { expect, looks, test } from './house.ts'
import { apply, enterAs, menu, newcomer, openApplications, rowOf, screen, wait } from './journey.ts'

const words = {
  ru: {
    name: 'Анна',
    pending: 'Заявка на рассмотрении',
    active: 'Вы приняты',
    rejected: 'Заявка отклонена',
    reason: 'Мы не работаем в вашем городе.\nПриходите весной.',
  },
  en: {
    name: 'Anna',
    pending: 'Your application is being looked at',
    active: 'You are in',
    rejected: 'The application was rejected',
    reason: 'We do not work in your city.\nCome back in spring.',
  },
} as const

for (const look of looks) {
  const said = words[look.language]
  const title = `${look.language}, ${look.device}`

  test(`${title}: somebody applies, the operator sees it come and approves, and the waiting page turns by itself`, async ({ person }) => {
    const [operator, applicant] = [await person(look), await person(look)]
    const anna = newcomer(said.name)
    await enterAs(operator, 'owner')
    await openApplications(operator, look)
    const loads = operator.loads()

    await apply(applicant, anna)
    await expect(rowOf(operator, anna)).toBeVisible()
    await expect(menu(operator, look, 'partners.applications')).toContainText('1')

    await wait(applicant, anna)
    await expect(applicant.page.getByRole('heading', { level: 1 })).toHaveText(said.pending)
    await expect(applicant.page.getByRole('navigation')).toHaveCount(0)
    const waitingSince = applicant.loads()

    await rowOf(operator, anna).click()
    await operator.page.getByTestId('partners.applications.approve').click()
    await expect(operator.page.getByTestId('partners.applications.detail')).toHaveAttribute('data-status', 'active')
    await expect(menu(operator, look, 'partners.applications')).not.toContainText('1')
    expect(operator.loads()).toBe(loads)

    await expect(screen(applicant.page, 'S04')).toHaveAttribute('data-state', 'active')
    await expect(applicant.page.getByRole('heading', { level: 1 })).toHaveText(said.active)
    await applicant.page.getByTestId('identity.waiting.enter').click()
    await expect(screen(applicant.page, 'S25')).toHaveAttribute('data-state', 'empty')
    await expect(applicant.page.getByTestId('partners.home.terms')).toBeVisible()
    await expect(applicant.page).toHaveURL(/\/p\/demo$/)
    expect(applicant.loads()).toBe(waitingSince)
  })

  test(`${title}: the operator says no, and the applicant reads why in the operator's own words`, async ({ person }) => {
    const [operator, applicant] = [await person(look), await person(look)]
    const ilya = newcomer(said.name)
    await apply(applicant, ilya)
    await wait(applicant, ilya)

    await enterAs(operator, 'owner')
    await openApplications(operator, look)
    await rowOf(operator, ilya).click()
    await operator.page.getByTestId('partners.applications.reject').click()
    await operator.page.getByTestId('partners.applications.reason').fill(said.reason)
    await expect(operator.page.getByTestId('partners.applications.preview')).toContainText(said.reason.split('\n')[0] ?? '')
    await operator.page.getByTestId('partners.applications.send-rejection').click()
    await expect(operator.page.getByTestId('partners.applications.detail')).toHaveAttribute('data-status', 'rejected')

    await expect(screen(applicant.page, 'S04')).toHaveAttribute('data-state', 'rejected')
    await expect(applicant.page.getByRole('heading', { level: 1 })).toHaveText(said.rejected)
    await expect(applicant.page.getByTestId('identity.waiting.reason')).toHaveText(said.reason, { useInnerText: true })
    await applicant.page.getByTestId('identity.waiting.again').click()
    await expect(screen(applicant.page, 'S01')).toBeVisible()
  })
}
