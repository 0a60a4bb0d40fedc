import { callerOf, demoPerson } from '../infra/testing/caller.ts'
import { expect, type Look, test } from './house.ts'
import { enterAs, newcomer, screen, signIn } from './journey.ts'

const desktop: Look = { language: 'en', device: 'desktop' }
const russian: Look = { language: 'ru', device: 'desktop' }
const phone: Look = { language: 'ru', device: 'phone' }

for (const [look, words] of [
  [russian, 'Почта или пароль не подходят.'],
  [desktop, 'The e-mail or password is not right.'],
] as const)
  test(`${look.language}: a wrong password and an unknown e-mail get the same words`, async ({ person }) => {
    const somebody = await person(look)
    await somebody.page.goto('/login')
    for (const { email } of [demoPerson('owner'), newcomer('Nobody')]) {
      await signIn(somebody, { email, password: 'not the password at all' })
      await expect(screen(somebody.page, 'S01')).toHaveAttribute('data-state', 'error')
      await expect(somebody.page.getByTestId('identity.sign-in.problem')).toHaveText(words)
      await expect(somebody.page.getByTestId('identity.sign-in.password')).toBeFocused()
    }
  })

test('after ten failures the page says how long to wait, and lets nobody press on', async ({ person, kontor }) => {
  const { page, ...somebody } = await person(desktop)
  const victim = newcomer('Victim')
  const wrong = { email: victim.email, password: 'not the password at all' }
  const { signIn: ask } = callerOf(kontor.url)
  for (let failure = 0; failure < 10; failure++) await expect(ask(wrong)).rejects.toThrow('401')
  await page.goto('/login')
  await signIn({ page, ...somebody }, wrong)
  await expect(page.getByTestId('identity.sign-in.problem')).toHaveText(/^Too many tries in a row\. Try again in \d+:\d\d\.$/)
  await expect(page.getByTestId('identity.sign-in.submit')).toBeDisabled()
})

test('a deactivated partner reads that the access is off, and sees no menu', async ({ person, kontor }) => {
  const { apply, decide, signIn: ask } = callerOf(kontor.url)
  const oleg = newcomer('Олег')
  const { partnerId } = await apply(oleg)
  const owner = await ask(demoPerson('owner'))
  await decide(owner, partnerId, 'approve')
  await decide(owner, partnerId, 'deactivate')

  const partner = await person(phone)
  await partner.page.goto('/login')
  await signIn(partner, oleg)
  await expect(screen(partner.page, 'S04')).toHaveAttribute('data-state', 'deactivated')
  await expect(partner.page.getByRole('heading', { level: 1 })).toHaveText('Доступ отключён')
  await expect(partner.page.getByRole('navigation')).toHaveCount(0)
})

test('the session outlives a reload by its cookie, and ends with the sign-out in every tab', async ({ person }) => {
  const operator = await person(desktop)
  const { page, context } = operator
  await enterAs(operator, 'owner')
  await expect(screen(page, 'S18')).toBeVisible()
  await page.reload()
  await expect(screen(page, 'S18')).toBeVisible()
  const other = await context.newPage()
  await other.goto('/w/demo/partners')
  await expect(screen(other, 'S20')).toHaveAttribute('data-state', 'ready')

  await page.getByTestId('shell.person').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(screen(page, 'S01')).toBeVisible()
  await expect(screen(other, 'S01')).toBeVisible()
  await page.goto('/w/demo/applications')
  await expect(screen(page, 'S01')).toBeVisible()
  await expect(page).toHaveURL(/\/login\?next=%2Fw%2Fdemo%2Fapplications$|\/login\?next=\/w\/demo\/applications$/)
  await signIn(operator, demoPerson('owner'))
  await expect(screen(page, 'S19')).toBeVisible()
})

test('ten tabs at once share one session, again and again', async ({ person }) => {
  const operator = await person(desktop)
  await enterAs(operator, 'owner')
  await expect(screen(operator.page, 'S18')).toBeVisible()
  const tabs = await Promise.all(Array.from({ length: 9 }, () => operator.context.newPage()))
  await Promise.all(tabs.map((tab) => tab.goto('/w/demo')))
  for (const tab of tabs) await expect(screen(tab, 'S18')).toBeVisible()
  const all = [operator.page, ...tabs]
  await Promise.all(all.map((tab) => tab.reload()))
  for (const tab of all) await expect(screen(tab, 'S18')).toBeVisible()
  await operator.page.reload()
  await expect(screen(operator.page, 'S18')).toBeVisible()
})

test('language and theme are remembered, at the door and inside', async ({ person }) => {
  const somebody = await person(russian)
  const { page } = somebody
  const html = page.locator('html')
  await page.goto('/login')
  await expect(html).toHaveAttribute('lang', 'ru')
  await page.getByTestId('shell.language').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.getByTestId('shell.theme').click()
  await page.getByTestId('shell.theme').click()
  await expect(html).toHaveClass(/dark/)
  await page.reload()
  await expect(html).toHaveAttribute('lang', 'en')
  await expect(html).toHaveClass(/dark/)

  await enterAs(somebody, 'owner')
  await expect(html).toHaveAttribute('lang', 'en')
  await page.getByTestId('shell.person').click()
  await page.getByRole('menuitemcheckbox', { name: 'Русский' }).click()
  await expect(screen(page, 'S18').getByRole('heading', { level: 1 })).toHaveText('Обзор')
  await page.reload()
  await expect(html).toHaveAttribute('lang', 'ru')
  await expect(html).toHaveClass(/dark/)
})

test('an address that is nobody’s, and one of another organisation, are the same page', async ({ person }) => {
  const operator = await person(desktop)
  const { page } = operator
  await page.goto('/nowhere/at/all')
  await expect(screen(page, 'S71')).toBeVisible()
  await page.getByTestId('app.not-found.home').click()
  await expect(screen(page, 'S01')).toBeVisible()
  await enterAs(operator, 'owner')
  await page.goto('/w/somebody-else/applications')
  await expect(screen(page, 'S71')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
  await page.getByTestId('app.not-found.home').click()
  await expect(screen(page, 'S18')).toBeVisible()
})

test('signing in and deciding go by the keyboard alone', async ({ person, kontor }) => {
  const { page, loads } = await person(desktop)
  const kim = newcomer('Kim')
  await callerOf(kontor.url).apply(kim)
  const { email, password } = demoPerson('owner')
  await page.goto('/login')
  const focused = () => page.evaluate<string | null>(`document.activeElement.getAttribute('data-testid')`)
  const tabTo = async (testid: string) => {
    for (let press = 0; press < 12 && (await focused()) !== testid; press++) await page.keyboard.press('Tab')
    await expect(page.getByTestId(testid)).toBeFocused()
  }
  await tabTo('identity.sign-in.email')
  await page.keyboard.type(email)
  await tabTo('identity.sign-in.password')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(screen(page, 'S18')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await page.reload()
  await expect(screen(page, 'S18')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('shell.skip')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.goto('/w/demo/applications')
  await expect(page.getByTestId('partners.applications.detail')).toContainText(kim.name)
  const before = loads()
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/open=/)
  await page.keyboard.press('a')
  await expect(page.getByTestId('partners.applications.detail')).toHaveAttribute('data-status', 'active')
  expect(loads()).toBe(before)
})
