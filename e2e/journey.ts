import { expect, type Locator, type Page } from '@playwright/test'
import type { Applicant, demoPerson } from '../infra/testing/caller.ts'
import type { Look, Person } from './house.ts'

/** Steps that several journeys share, each ended by what its reader sees. */

export const password = 'violet harbour seven lamps'

/** Somebody new at each call, so that one Kontor serves every look. */
export const newcomer = (name: string): Applicant => ({
  email: `${crypto.randomUUID()}@work.test`,
  password,
  name: `${name} ${crypto.randomUUID().slice(0, 8)}`,
})

export const screen = (page: Page, number: string): Locator => page.locator(`[data-screen="${number}"]`)

/** One press on the sign-in page's "Enter as". */
export const enterAs = async ({ page }: Person, role: Parameters<typeof demoPerson>[0]): Promise<void> => {
  await page.goto('/login')
  await page.locator(`[data-testid="identity.sign-in.demo"][data-role="${role}"]`).click()
  await expect(screen(page, 'S01')).toHaveCount(0)
}

export const signIn = async ({ page }: Person, { email, password }: Pick<Applicant, 'email' | 'password'>): Promise<void> => {
  await page.getByTestId('identity.sign-in.email').fill(email)
  await page.getByTestId('identity.sign-in.password').fill(password)
  await page.getByTestId('identity.sign-in.submit').click()
}

/** Screens that stand behind one place of a phone's bar. */
const hubs: Readonly<Record<string, string>> = {
  'partners.applications': 'partners',
  'partners.list': 'partners',
  'rewards.mine': 'money',
  'payouts.mine': 'money',
}

/** The menu's entry of a screen: at the side, or the place at the bottom of a phone that leads to it. */
export const menu = ({ page }: Person, { device }: Look, name: string): Locator =>
  page.getByTestId(device === 'phone' ? `bar.${hubs[name] ?? name}` : `nav.${name}`)

/** Presses the menu's entry of a screen, on a phone maybe behind a sheet. */
export const goTo = async (person: Person, look: Look, name: string): Promise<void> => {
  await menu(person, look, name).click()
  if (look.device === 'phone' && hubs[name]) await person.page.getByTestId(`sheet.${name}`).click()
}

export const rowOf = ({ page }: Person, { name }: Applicant): Locator => page.getByTestId('partners.applications.row').filter({ hasText: name })

/** The applications, ready to be read. */
export const openApplications = async (operator: Person, look: Look): Promise<void> => {
  await goTo(operator, look, 'partners.applications')
  await expect(screen(operator.page, 'S19')).toHaveAttribute('data-state', /^(ready|empty)$/)
  await expect(operator.page.getByTestId('live.dot')).toHaveAttribute('data-state', 'live')
}

/** From the programme's page to "Sent". */
export const apply = async ({ page }: Person, { email, name, password }: Applicant): Promise<void> => {
  await page.goto('/join/demo')
  await page.getByTestId('partners.apply.name').fill(name)
  await page.getByTestId('partners.apply.email').fill(email)
  await page.getByTestId('partners.apply.password').fill(password)
  await page.getByTestId('partners.apply.consent').check()
  await page.getByTestId('partners.apply.submit').click()
  await expect(page.getByTestId('partners.apply.sent')).toBeVisible()
}

/** From "Sent" to the waiting room. */
export const wait = async (person: Person, applicant: Applicant): Promise<void> => {
  await person.page.getByTestId('partners.apply.sign-in').click()
  await expect(person.page.getByTestId('identity.sign-in.email')).toHaveValue(applicant.email)
  await signIn(person, applicant)
  await expect(screen(person.page, 'S04')).toHaveAttribute('data-state', 'pending')
}
