import { expect, test } from 'vitest'
import { id, testMeta } from '../kernel/testing.ts'
import { PartnerTermsSet, ProgrammeOpened, TermsPublished, termsInForce } from './index.ts'

const [programmeId, partnerId] = [id(2), id(1)]
const at = (occurredAt: string) => testMeta({ occurredAt })
const opened = ProgrammeOpened(
  { programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' },
  at('2026-01-01T00:00:00.000Z'),
)
const published = (version: number, percent: string, when: string) =>
  TermsPublished({ programmeId, version, percent, holdDays: 14, minimumPayout: { minor: 0n, currency: 'RUB' } }, at(when))
const programme = [opened, published(1, '10', '2026-01-10T12:00:00.000Z'), published(2, '20', '2026-02-10T12:00:00.000Z')]
const own = [PartnerTermsSet({ partnerId, percent: '7.5' }, at('2026-02-01T00:00:00.000Z'))]
const versionAt = (when: string) => termsInForce(programme, [], when)?.terms.version

test('a programme without terms has none in force', () => expect(termsInForce([opened], own, '2026-03-01T00:00:00.000Z')).toBeUndefined())
test.each([
  ['2026-01-10T11:59:59.999Z', undefined],
  ['2026-01-10T12:00:00.000Z', 1],
  ['2026-02-10T11:59:59.999Z', 1],
  ['2026-02-10T12:00:00.000Z', 2],
  ['2026-02-10T12:00:00.001Z', 2],
])('at %s version %s is in force', (when, version) => expect(versionAt(when)).toBe(version))
test.each([
  ['2026-01-31T23:59:59.999Z', '10', false],
  ['2026-02-01T00:00:00.000Z', '7.5', true],
  ['2026-03-01T00:00:00.000Z', '7.5', true],
])('at %s the share is %s', (when, percent, personal) => expect(termsInForce(programme, own, when)).toMatchObject({ percent, personal }))
test('moments are compared as times, however they are written', () => {
  expect(versionAt('2026-02-10T12:00:00Z')).toBe(2)
  expect(versionAt('2026-02-10T14:59:59.999+03:00')).toBe(1)
  expect(versionAt('2026-02-10T15:00:00+03:00')).toBe(2)
})
