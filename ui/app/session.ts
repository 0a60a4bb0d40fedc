import { type Acting, SignedIn, SignInOptions } from '@kontor/gateways/http/identity/contract'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { access } from './access.ts'
import { http } from './http.ts'
import { live } from './live.ts'
import { recall, remember } from './memory.ts'
import { send } from './send.ts'

type Person = Pick<SignedIn, 'user' | 'acting' | 'memberships'>

/** The address of a membership's home. */
export const homeOf = ({ role, slug }: Pick<Acting, 'role' | 'slug'>): string =>
  role === 'admin' ? '/admin' : role === 'manager' ? '/m' : role === 'partner' ? `/p/${slug}` : `/w/${slug}`

/** Who is signed in here, and as whom they act. The rights themselves are the server's: this only decides what is worth showing. */
export const useSession = defineStore('session', () => {
  const person = shallowRef<Person>()
  const sandbox = shallowRef(false)
  /** True from a switch of the membership until somebody has been told of it. */
  const switched = shallowRef(false)
  /** True while it is not known whether anybody is signed in, since nobody answers. */
  const away = shallowRef(false)
  let begun: Promise<void> | undefined

  const take = (signedIn: SignedIn) => {
    remember('signed-in', 'yes')
    access.take(signedIn)
    live.open()
  }
  let switching = false
  /** Acts as another membership from now on. Raises ApiProblem when there is no such membership. */
  const switchTo = async (tenantId: string, role: Acting['role']) => {
    switching = true
    try {
      take(await http.post('/auth/switch', { tenantId, role }, SignedIn))
      switched.value = true
    } finally {
      switching = false
    }
  }
  access.onRenewed(({ user, acting, memberships }) => {
    const before = person.value?.acting
    // Another tab may have switched, and the cookie is shared: what this tab shows is not to change under its reader.
    if (before && !switching && (before.tenantId !== acting.tenantId || before.role !== acting.role)) void switchTo(before.tenantId, before.role)
    else person.value = { user, acting, memberships }
  })
  access.onLost(() => {
    person.value = undefined
    remember('signed-in', null)
    live.close()
  })

  const look = async () => {
    try {
      if (recall('signed-in') && (await access.renew())) live.open()
      away.value = false
    } catch {
      away.value = true // no answer is not "signed out": the next look may find the session
      begun = undefined
    }
  }
  /** Once for a page: is there a session from before? Somebody who never signed in here is not asked about. */
  const begin = () => {
    begun ??= look()
    return begun
  }
  /** Raises ApiProblem `credential.invalid`, `partner.pending` with a ticket, `partner.rejected`, `partner.deactivated`, and 429. */
  const signIn = async (email: string, password: string) => {
    take(SignedIn.parse(await (await send('/auth/login', { method: 'POST', body: { email, password } })).json()))
  }
  const signOut = async () => {
    const token = await access.token().catch(() => undefined)
    await send('/auth/logout', { method: 'POST', body: {}, token }).catch(() => undefined) // the page forgets either way
    access.forget()
  }
  const options = async () => {
    const answer = await http.get('/auth/options', SignInOptions)
    sandbox.value = answer.sandbox
    return answer
  }
  const acting = computed(() => person.value?.acting)
  const organisation = computed(() => person.value?.memberships.find(({ tenantId }) => tenantId === acting.value?.tenantId))
  return { person, acting, organisation, sandbox, switched, away, begin, signIn, signOut, switchTo, options }
})
