import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { audit, overlaid } from './axe.ts'
import { expect, looks, test } from './house.ts'
import { apply, enterAs, goTo, newcomer, openApplications, rowOf, screen, signIn, wait } from './journey.ts'

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
    await goTo(operator, look, 'partners.list')
    await expect(screen(operator.page, 'S20')).toHaveAttribute('data-state', 'ready')
    await audit(operator.page, 'S20')
    await operator.page.getByTestId('live.dot').click()
    await audit(operator.page, 'S20 and the live dot')
    await operator.page.keyboard.press('Escape')
    await operator.page.getByTestId('shell.person').click()
    await audit(operator.page, 'S20 and the menu of the person', overlaid)
  })
}
