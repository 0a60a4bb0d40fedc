import { drawings } from 'virtual:kontor-icons'
import { addCollection } from '@iconify/vue'

/** Nuxt UI's menus, panels and toasts name their own icons; without this they would ask a public host for them. */
addCollection({
  prefix: 'lucide',
  width: 24,
  height: 24,
  icons: Object.fromEntries(Object.entries(drawings).map(([name, body]) => [name, { body }])),
})
