import { test } from 'vitest'
import { given, id, testMeta } from '../kernel/testing.ts'
import {
  ApprovePartner,
  DeactivatePartner,
  OpenProgramme,
  PartnerApproved,
  PartnerDeactivated,
  PartnerReactivated,
  PartnerRegistered,
  PartnerRejected,
  PartnerTermsSet,
  ProgrammeOpened,
  PublishTerms,
  partners,
  programmes,
  ReactivatePartner,
  RegisterPartner,
  RejectPartner,
  SetPartnerTerms,
  TermsPublished,
} from './index.ts'

const meta = testMeta()
const [partnerId, programmeId, userId] = [id(1), id(2), id(3)]
const anna = {
  partnerId,
  programmeId,
  userId,
  name: 'Анна',
  email: 'anna@mail.test',
  language: 'ru' as const,
  knownAccount: false,
  applicationKey: 'application_1f',
}
const registered = PartnerRegistered(anna, meta)
const approved = PartnerApproved({ partnerId }, meta)
const rejected = PartnerRejected({ partnerId, reason: 'нет сайта' }, meta)
const deactivated = PartnerDeactivated({ partnerId, userId }, meta)
const approve = ApprovePartner({ partnerId }, meta)
const reject = RejectPartner({ partnerId, reason: 'нет сайта' }, meta)
const deactivate = DeactivatePartner({ partnerId }, meta)
const reactivate = ReactivatePartner({ partnerId }, meta)
const setTerms = (percent: string) => SetPartnerTerms({ partnerId, percent }, meta)

test('a person applies', () => given(partners).when(RegisterPartner(anna, meta)).then(registered))
test('the same application again is no news', () => given(partners, registered).when(RegisterPartner(anna, meta)).then())
test('an application is approved', () => given(partners, registered).when(approve).then(approved))
test('approving again is no news', () => given(partners, registered, approved).when(approve).then())
test('a rejected application stays rejected', () => given(partners, registered, rejected).when(approve).thenRefused('partner.not-pending'))
test('a deactivated partner is not approved', () =>
  given(partners, registered, approved, deactivated).when(approve).thenRefused('partner.not-pending'))
test('an application is rejected with a reason', () => given(partners, registered).when(reject).then(rejected))
test('the first reason stands', () =>
  given(partners, registered, rejected)
    .when(RejectPartner({ partnerId, reason: 'other' }, meta))
    .then())
test('a partner is not rejected', () => given(partners, registered, approved).when(reject).thenRefused('partner.not-pending'))
test('a partner is deactivated', () => given(partners, registered, approved).when(deactivate).then(deactivated))
test('once', () => given(partners, registered, approved, deactivated).when(deactivate).then())
test('an application is not deactivated', () => given(partners, registered).when(deactivate).thenRefused('partner.not-active'))
test('a deactivated partner returns', () =>
  given(partners, registered, approved, deactivated).when(reactivate).then(PartnerReactivated({ partnerId }, meta)))
test('an active partner need not return', () => given(partners, registered, approved).when(reactivate).then())
test('an application does not return', () => given(partners, registered).when(reactivate).thenRefused('partner.not-deactivated'))
test('a partner has terms of their own', () =>
  given(partners, registered, approved)
    .when(setTerms('7.5'))
    .then(PartnerTermsSet({ partnerId, percent: '7.5' }, meta)))
test('the same share in other digits is no news', () =>
  given(partners, registered, PartnerTermsSet({ partnerId, percent: '7.5' }, meta))
    .when(setTerms('7.50'))
    .then())
for (const command of [approve, reject, deactivate, reactivate, setTerms('5')])
  test(`${command.type} of nobody is refused`, () => given(partners).when(command).thenRefused('partner.not-found'))

const demo = { programmeId, slug: 'demo', name: 'Demo', currency: 'RUB', timeZone: 'Europe/Moscow' }
const terms = { programmeId, percent: '10', holdDays: 0, minimumPayout: { minor: 0n, currency: 'RUB' } }
const opened = ProgrammeOpened(demo, meta)
const first = TermsPublished({ ...terms, version: 1 }, meta)

test('a programme opens', () => given(programmes).when(OpenProgramme(demo, meta)).then(opened))
test('a programme opens once', () => given(programmes, opened).when(OpenProgramme(demo, meta)).then())
test('its first terms are version 1', () => given(programmes, opened).when(PublishTerms(terms, meta)).then(first))
test('its next terms are version 2', () =>
  given(programmes, opened, first)
    .when(PublishTerms(terms, meta))
    .then(TermsPublished({ ...terms, version: 2 }, meta)))
test('terms are in the programme’s currency', () =>
  given(programmes, opened)
    .when(PublishTerms({ ...terms, minimumPayout: { minor: 0n, currency: 'USD' } }, meta))
    .thenRefused('terms.other-currency'))
test('an unknown programme has no terms', () => given(programmes).when(PublishTerms(terms, meta)).thenRefused('programme.not-found'))
