import { nextTick } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { needWords } from './language.ts'
import type { Role, Screen, Shell } from './manifest.ts'
import { modules } from './modules.ts'
import { isActing, maySee, membershipFor } from './permissions.ts'
import { homeOf, useSession } from './session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    shell?: Shell
    screen?: string
    title?: string
    roles?: readonly Role[]
  }
}

const routeOf = ({ name, path, view, shell, screen, title, roles }: Screen): RouteRecordRaw => ({
  name,
  path,
  component: view,
  meta: { shell, screen, title, ...(roles && { roles }) },
})
const screens = modules.flatMap(({ screens }) => screens)
const of = (shell: Shell) => screens.filter((screen) => screen.shell === shell).map(routeOf)
const home: RouteRecordRaw = { path: '/', name: 'home', redirect: () => ({ name: 'identity.sign-in' }) }

const shells: readonly RouteRecordRaw[] = [
  { path: '/', component: () => import('./shells/PublicShell.vue'), children: [home, ...of('public')] },
  { path: '/w/:org', component: () => import('./shells/WorkspaceShell.vue'), children: of('workspace') },
  { path: '/p/:org', component: () => import('./shells/PartnerShell.vue'), children: of('partner') },
  { path: '/m', component: () => import('./shells/PlatformShell.vue'), children: of('manager') },
  { path: '/admin', component: () => import('./shells/PlatformShell.vue'), children: of('admin') },
]
const notFound: RouteRecordRaw = {
  path: '/:rest(.*)*',
  component: () => import('./shells/PublicShell.vue'),
  children: [
    {
      path: '',
      name: 'not-found',
      component: () => import('./NotFoundView.vue'),
      meta: { shell: 'public', screen: 'S71', title: 'app.notFound.title' },
    },
  ],
}

export const router = createRouter({ history: createWebHistory(), routes: [...shells, notFound] })

/** What does not exist for this person keeps its address and says so: existence is not told (ui.md §1.1). */
const missing = (path: string) => ({ name: 'not-found', params: { rest: path.split('/').slice(1) } })

router.beforeEach(async (to) => {
  const session = useSession()
  await session.begin()
  const { shell = 'public', roles } = to.meta
  const person = session.person
  if (shell === 'public') return to.name === 'identity.sign-in' && person ? homeOf(person.acting) : true
  if (!person && session.away) return missing(to.path)
  if (!person) return { name: 'identity.sign-in', query: { next: to.fullPath } }
  const slug = typeof to.params['org'] === 'string' ? to.params['org'] : undefined
  const membership = membershipFor(person.memberships, shell, slug)
  if (!membership || !maySee(membership.role, { shell, ...(roles && { roles }) })) return missing(to.path)
  if (!isActing(person.acting, shell, slug)) await session.switchTo(membership.tenantId, membership.role)
  return true
})

/** The parts of a screen have said whose words they speak (spoken.ts); inside there is a menu besides. */
router.beforeResolve(async ({ meta: { shell = 'public' }, name }) => {
  await needWords([String(name).split('.')[0] ?? ''], shell !== 'public')
})

/** A reader of the page hears where they are: the focus goes to the title of the new screen. */
router.afterEach(async (to, from) => {
  if (to.path === from.path || from.matched.length === 0) return
  await nextTick()
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
})
