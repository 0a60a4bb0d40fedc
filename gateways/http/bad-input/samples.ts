import type { Role } from '@kontor/core/identity'
import { auditSamples } from '../audit/samples.ts'
import { bitrix24Samples } from '../bitrix24/samples.ts'
import { dealsSamples } from '../deals/samples.ts'
import { linksSamples } from '../links/samples.ts'
import { payoutsSamples } from '../payouts/samples.ts'
import { reportsSamples } from '../reports/samples.ts'
import { rewardsSamples } from '../rewards/samples.ts'
import { type Sample, staff } from './sample.ts'

const everyone: readonly Role[] = ['admin', 'manager', 'owner', 'member', 'partner']

/** A row a route; a route of the API without one fails the test. `{partnerId}` and `{programmeId}` stand for another tenant's. */
export const samplesFor = (partnerId: string, programmeId: string): Readonly<Record<string, Sample>> => {
  const ofPartner = { who: staff, foreign: { partnerId } }
  const application = { programme: 'demo', email: 'anna@mail.test', password: 'correct horse battery staple', name: 'Anna', company: 'Co' }
  return {
    ...auditSamples,
    ...bitrix24Samples,
    ...dealsSamples,
    ...linksSamples,
    ...payoutsSamples,
    ...reportsSamples,
    ...rewardsSamples,
    'get /auth/options': { who: 'public' },
    'post /auth/login': { who: 'public', body: { email: 'owner@demo.test', password: 'kontor-demo-2026' } },
    'post /auth/refresh': { who: 'public', body: { refreshToken: 'r1' } },
    'post /auth/logout': { who: 'public', body: { refreshToken: 'r1' } },
    'get /auth/me': { who: everyone },
    'post /auth/switch': { who: everyone, body: { tenantId: 'f'.repeat(32), role: 'owner' } },
    'post /partners/applications': { who: 'public', body: { ...application, phone: '+7 900', consent: true, language: 'ru' } },
    'get /partners/applications/mine': { who: 'ticket' },
    'get /partners': { who: staff },
    'get /partners/{partnerId}': ofPartner,
    'get /partners/me': { who: ['partner'] },
    'post /partners/{partnerId}/approve': { ...ofPartner, body: {} },
    'post /partners/{partnerId}/reject': { ...ofPartner, body: { reason: 'No site' } },
    'post /partners/{partnerId}/deactivate': { ...ofPartner, body: {} },
    'post /partners/{partnerId}/reactivate': { ...ofPartner, body: {} },
    'put /partners/{partnerId}/terms': { ...ofPartner, body: { percent: '7.5' } },
    'get /programmes': { who: staff },
    'post /programmes': { who: ['owner'], body: { slug: 'spring', name: 'Spring', currency: 'RUB', timeZone: 'UTC' } },
    'post /programmes/{programmeId}/terms': {
      who: ['owner'],
      foreign: { programmeId },
      body: { percent: '10', holdDays: 0, minimumPayout: { minor: '0', currency: 'RUB' } },
    },
    'get /programmes/by-slug/{slug}': { who: 'public', foreign: { slug: 'nobody-opened-it' } },
    'get /badges': { who: everyone },
    'get /checklist': { who: staff },
    'get /members': { who: staff },
    'get /ops/projections': { who: ['admin'] },
    'post /ops/projections/{name}/rebuild': { who: ['admin'], foreign: { name: 'payouts.nowhere' }, body: {} },
    'get /ops/gateways': { who: ['admin'] },
    'get /ops/gateways/{name}/parked': { who: ['admin'], foreign: { name: 'nowhere' } },
    'post /ops/gateways/{name}/parked/replay': { who: ['admin'], foreign: { name: 'nowhere' }, body: { ids: ['f'.repeat(32)] } },
  }
}
