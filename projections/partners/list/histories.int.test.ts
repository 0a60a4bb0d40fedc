import { identityEvents, PersonErased } from '@kontor/core/identity'
import type { Message } from '@kontor/core/kernel'
import { id, testMeta } from '@kontor/core/kernel/testing'
import {
  PartnerApproved,
  PartnerDeactivated,
  PartnerReactivated,
  PartnerRegistered,
  PartnerRejected,
  PartnerTermsSet,
  partnersEvents,
} from '@kontor/core/partners'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { type TestViews, testViews } from '../../../infra/testing/views.ts'
import { viewTests } from '../../kernel/testing.ts'
import { partnersList } from './project.ts'

let db: TestViews
beforeAll(async () => {
  db = await testViews()
})
afterAll(() => db.drop())

const moves = {
  approve: (partnerId: string, on: Message['meta']) => PartnerApproved({ partnerId }, on),
  reject: (partnerId: string, on: Message['meta']) => PartnerRejected({ partnerId, reason: `no ${on.occurredAt}` }, on),
  deactivate: (partnerId: string, on: Message['meta']) => PartnerDeactivated({ partnerId, userId: id(60) }, on),
  reactivate: (partnerId: string, on: Message['meta']) => PartnerReactivated({ partnerId }, on),
  terms: (partnerId: string, on: Message['meta']) => PartnerTermsSet({ partnerId, percent: '7.5' }, on),
  erase: (personId: string, on: Message['meta']) => PersonErased({ personId, kind: 'partner' }, on),
}
type Move = keyof typeof moves

/** Who applied, of two tenants, and what then happened to whom, in any order that the log could hold. */
const history = fc.record({
  people: fc.array(fc.record({ company: fc.boolean(), phone: fc.boolean(), tenant: fc.constantFrom(90, 91) }), { minLength: 1, maxLength: 8 }),
  moved: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...(Object.keys(moves) as Move[]))), { maxLength: 60 }),
})

test('whatever happens to partners, event by event and all at once come to the same rows, also without the keys of those who were erased', async () => {
  const { given } = viewTests(db, [...partnersEvents, ...identityEvents])
  await fc.assert(
    fc.asyncProperty(history, async ({ people, moved }) => {
      const on = (n: number, tenant: number, at: number) =>
        testMeta({ tenantId: id(tenant), actor: { kind: 'user', id: id(n) }, occurredAt: new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString() })
      const applied = people.map(({ company, phone, tenant }, n) =>
        PartnerRegistered(
          {
            ...{ partnerId: id(n), programmeId: id(50), userId: id(60), name: `Person ${n}`, email: `p${n}@example.test`, language: 'en' },
            ...{ knownAccount: false, applicationKey: `application_${n}` },
            ...(company && { company: 'Ромашка' }),
            ...(phone && { phone: '+7' }),
          },
          on(n, tenant, n),
        ),
      )
      const events = moved.map(([whom, move], at) => {
        const n = whom % people.length
        return moves[move](id(n), on(at, people[n]?.tenant ?? 90, 100 + at))
      })
      await given(partnersList, ...applied, ...events).thenRows(
        'partners_list',
        people.map(() => ({})),
      )
    }),
    { numRuns: 15 },
  )
}, 60_000)
