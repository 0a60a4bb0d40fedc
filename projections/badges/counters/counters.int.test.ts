import { id, testMeta } from '@kontor/core/kernel/testing'
import { PartnerApproved, PartnerRegistered, PartnerRejected, partnersEvents } from '@kontor/core/partners'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { badgesCounters } from './project.ts'
import { getBadges } from './queries.ts'

const [ours, theirs] = [id(90), id(91)]
const person = {
  programmeId: id(50),
  userId: id(60),
  name: 'A',
  email: 'a@b.test',
  language: 'ru',
  knownAccount: false,
  applicationKey: 'x',
} as const
const applied = (n: number, tenantId: string) => PartnerRegistered({ ...person, partnerId: id(n) }, testMeta({ tenantId }))

let db: TestViews
let given: ReturnType<typeof viewTests>['given']
beforeAll(async () => {
  db = await testViews()
  given = viewTests(db, partnersEvents).given
})
afterAll(() => db.drop())

const badges = (tenantId: string) => db.asTenant({ tenantId, partnerId: '*' }, getBadges)

test('what was decided waits no longer, in each tenant its own', async () => {
  await given(
    badgesCounters,
    applied(1, ours),
    applied(2, ours),
    applied(3, ours),
    applied(4, theirs),
    PartnerApproved({ partnerId: id(1) }, testMeta({ tenantId: ours })),
    PartnerRejected({ partnerId: id(4), reason: 'no' }, testMeta({ tenantId: theirs })),
  ).thenRows('badges_counters', [{ id: id(2) }, { id: id(3) }])
  expect(await badges(ours)).toEqual({ applications: 2 })
  expect(await badges(theirs)).toEqual({ applications: 0 })
})
