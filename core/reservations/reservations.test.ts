import { test } from 'vitest'
import { given, id, testMeta } from '../kernel/testing.ts'
import { Claim, NameReleased, NameReserved, NameTakenOver, Release, reservations } from './index.ts'

const [ann, bob, tenantId] = [id(1), id(2), id(9)]
const at = (recordedAt: string) => testMeta({ recordedAt })
const reserved = NameReserved({ by: ann, tenantId }, at('2026-01-01T00:00:00.000Z'))

test('a free name is reserved', () =>
  given(reservations)
    .when(Claim({ by: ann, tenantId }, testMeta()))
    .then(reserved))
test('the holder may ask again', () =>
  given(reservations, reserved)
    .when(Claim({ by: ann, tenantId }, testMeta()))
    .then())
test('a held name is refused', () =>
  given(reservations, reserved)
    .when(Claim({ by: bob, tenantId }, testMeta()))
    .thenRefused('reservation.held'))
test('an absent holder has a minute to appear', () =>
  given(reservations, reserved)
    .when(Claim({ by: bob, tenantId, abandoned: ann }, at('2026-01-01T00:00:59.999Z')))
    .thenRefused('reservation.in-progress'))
test('then anyone may take the name over', () =>
  given(reservations, reserved)
    .when(Claim({ by: bob, tenantId, abandoned: ann }, at('2026-01-01T00:01:00.000Z')))
    .then(NameTakenOver({ by: bob, tenantId, from: ann }, testMeta())))
test('only the present holder can be found absent', () =>
  given(reservations, reserved)
    .when(Claim({ by: bob, tenantId, abandoned: id(3) }, at('2026-01-02T00:00:00.000Z')))
    .thenRefused('reservation.held'))
test('a released name is free', () =>
  given(reservations, reserved, NameReleased({ by: ann }, testMeta()))
    .when(Claim({ by: bob, tenantId }, testMeta()))
    .then(NameReserved({ by: bob, tenantId }, testMeta())))
test('nobody releases what another holds', () =>
  given(reservations, reserved)
    .when(Release({ by: bob }, testMeta()))
    .then())
test('the holder releases', () =>
  given(reservations, reserved)
    .when(Release({ by: ann }, testMeta()))
    .then(NameReleased({ by: ann }, testMeta())))
