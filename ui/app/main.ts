import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { access } from './access.ts'
import { i18n, needWords } from './language.ts'
import './main.css'
import { router } from './router.ts'

const app = createApp(App).use(createPinia()).use(i18n).use(router)

/** The session ended while somebody was looking: back to the door, and from there to where they were. */
access.onLost(() => {
  const { shell = 'public' } = router.currentRoute.value.meta
  if (shell !== 'public') void router.push({ name: 'identity.sign-in', query: { next: router.currentRoute.value.fullPath } })
})
/** Signing out of one tab is signing out of the browser. */
addEventListener('storage', ({ key, newValue }) => {
  if (key === 'kontor.signed-in' && newValue === null) access.forget()
})

await needWords([])
app.mount('#app')
