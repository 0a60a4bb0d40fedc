import { defineModule } from '../app/manifest.ts'

export const module = defineModule({
  id: 'identity',
  nav: [],
  screens: [
    {
      shell: 'public',
      name: 'identity.sign-in',
      path: 'login',
      screen: 'S01',
      title: 'identity.signIn.title',
      view: () => import('./SignInView.vue'),
    },
    {
      shell: 'public',
      name: 'identity.status',
      path: 'p/:org/status',
      screen: 'S04',
      title: 'identity.waiting.title',
      view: () => import('./WaitingRoomView.vue'),
    },
    {
      shell: 'manager',
      name: 'identity.manager-home',
      path: '',
      screen: 'platform',
      title: 'identity.platform.title',
      view: () => import('./PlatformHomeView.vue'),
    },
    {
      shell: 'admin',
      name: 'identity.admin-home',
      path: '',
      screen: 'platform',
      title: 'identity.platform.title',
      view: () => import('./PlatformHomeView.vue'),
    },
  ],
})

/** The hooks of its screens; apart from the manifest, so that no browser is sent them. */
export const testids = [
  'identity.sign-in.form',
  'identity.sign-in.email',
  'identity.sign-in.password',
  'identity.sign-in.submit',
  'identity.sign-in.problem',
  'identity.sign-in.demo',
  'identity.waiting.status',
  'identity.waiting.reason',
  'identity.waiting.enter',
  'identity.waiting.again',
  'identity.platform.sign-out',
]
