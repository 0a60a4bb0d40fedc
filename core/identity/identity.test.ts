import { test } from 'vitest'
import { given, id, testMeta } from '../kernel/testing.ts'
import {
  AddMembership,
  BlockSignIn,
  ErasePerson,
  MembershipAdded,
  PersonErased,
  persons,
  RecordRefreshReuse,
  RecordSignIn,
  RefreshReused,
  RegisterUser,
  RevokeSession,
  SessionRevoked,
  SignedIn,
  SignInBlocked,
  sessions,
  throttles,
  UserRegistered,
  users,
} from './index.ts'

const meta = testMeta()
const [userId, familyId, tenantId, partnerId] = [id(1), id(2), id(9), id(4)]
const ann = { userId, email: 'ann@mail.test', fullName: 'Ann', emailKey: 'email_1f', language: 'en' as const }
const registered = UserRegistered(ann, meta)
const membership = { userId, tenantId, role: 'partner' as const, partnerId }
const added = MembershipAdded(membership, meta)
const signedIn = SignedIn({ familyId, userId }, meta)
const reused = RefreshReused({ familyId, userId }, meta)
const revoke = RevokeSession({ familyId, userId, reason: 'logged-out' }, meta)
const revoked = SessionRevoked({ familyId, userId, reason: 'logged-out' }, meta)
const until = '2026-01-01T00:15:00.000Z'

test('a person registers', () => given(users).when(RegisterUser(ann, meta)).then(registered))
test('and registers once', () => given(users, registered).when(RegisterUser(ann, meta)).then())
test('a membership is added', () => given(users, registered).when(AddMembership(membership, meta)).then(added))
test('the same membership again is no news', () => given(users, registered, added).when(AddMembership(membership, meta)).then())
test('one may be partner in a second programme', () =>
  given(users, registered, added)
    .when(AddMembership({ ...membership, partnerId: id(5) }, meta))
    .then(MembershipAdded({ ...membership, partnerId: id(5) }, meta)))
test('nobody joins without an account', () => given(users).when(AddMembership(membership, meta)).thenRefused('user.not-found'))

test('a session begins once', () => given(sessions).when(RecordSignIn({ familyId, userId }, meta)).then(signedIn))
test('and is not begun again', () => given(sessions, signedIn).when(RecordSignIn({ familyId, userId }, meta)).then())
test('a reused token is told', () => given(sessions, signedIn).when(RecordRefreshReuse({ familyId, userId }, meta)).then(reused))
test('but once', () => given(sessions, signedIn, reused).when(RecordRefreshReuse({ familyId, userId }, meta)).then())
test('of a session that exists', () => given(sessions).when(RecordRefreshReuse({ familyId, userId }, meta)).thenRefused('session.not-found'))
test('a reused family is over', () => given(sessions, signedIn, reused).when(revoke).then())
test('a session ends', () => given(sessions, signedIn).when(revoke).then(revoked))
test('and ends once', () => given(sessions, signedIn, revoked).when(revoke).then())
test('an unknown session cannot end', () => given(sessions).when(revoke).thenRefused('session.not-found'))

const block = { kind: 'account' as const, subject: 'a1', until }
test('a throttle window is told', () => given(throttles).when(BlockSignIn(block, meta)).then(SignInBlocked(block, meta)))
test('once', () => given(throttles, SignInBlocked(block, meta)).when(BlockSignIn(block, meta)).then())

const erase = ErasePerson({ personId: partnerId, kind: 'partner' }, meta)
test('a person is erased', () =>
  given(persons)
    .when(erase)
    .then(PersonErased({ personId: partnerId, kind: 'partner' }, meta)))
test('and stays so', () =>
  given(persons, PersonErased({ personId: partnerId, kind: 'partner' }, meta))
    .when(erase)
    .then())
