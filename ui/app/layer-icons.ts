import { drawings as door } from 'virtual:kontor-icons/door'
import { drawings as shell } from 'virtual:kontor-icons/shell'
import { addCollection } from '@iconify/vue'
import { addDrawings } from '../kit/drawings.ts'

addDrawings(shell)

/** Nuxt UI's menus, panels and toasts name their own icons; without this they would ask a public host for them. */
addCollection({
  prefix: 'lucide',
  width: 24,
  height: 24,
  icons: Object.fromEntries(Object.entries({ ...door, ...shell }).map(([name, body]) => [name, { body }])),
})
