import type { IconName } from '../../kit/icon-names.ts'
import type { NavItem } from '../../kit/NavList.vue'
import type { Shell } from '../manifest.ts'

/** A place of a phone's bottom bar: one row of the menu, or several behind one word. */
export type Slot = { readonly id: string; readonly icon: IconName; readonly label: string; readonly items: readonly NavItem[] }
type Ordered = NavItem & { readonly order: number }
type Place = { readonly orders: readonly number[]; readonly hub?: { readonly id: string; readonly icon: IconName; readonly label: string } }

const hub = (id: string, icon: IconName) => ({ id, icon, label: `app.bar.${id}` })
/** By the orders of the menus (ui.md §1.2–1.5); whatever has no place of its own is under "More". */
const places: Readonly<Record<Exclude<Shell, 'public'>, readonly Place[]>> = {
  workspace: [{ orders: [1] }, { orders: [2] }, { orders: [3, 4, 5, 6, 7], hub: hub('partners', 'handshake') }, { orders: [8] }],
  partner: [{ orders: [1] }, { orders: [2] }, { orders: [4] }, { orders: [5, 6], hub: hub('money', 'wallet') }, { orders: [10] }],
  manager: [{ orders: [1] }, { orders: [2] }, { orders: [3] }],
  admin: [{ orders: [1] }, { orders: [2] }, { orders: [4] }, { orders: [5, 6], hub: hub('health', 'shield-check') }],
}

/** The bar of a shell: at most five places. A hub of one row is that row. */
export const barOf = (shell: Shell, items: readonly Ordered[]): readonly Slot[] => {
  if (shell === 'public') return []
  const slots = places[shell].flatMap(({ orders, hub }): readonly Slot[] => {
    const rows = items.filter(({ order }) => orders.includes(order))
    const [only] = rows
    if (!only) return []
    return [rows.length > 1 && hub ? { ...hub, items: rows } : { ...only, items: [only] }]
  })
  const shown = slots.slice(0, slots.flatMap(({ items }) => items).length === items.length ? 5 : 4)
  const placed = new Set(shown.flatMap(({ items }) => items.map(({ id }) => id)))
  const [only, ...more] = items.filter(({ id }) => !placed.has(id))
  if (!only) return shown
  return [...shown, more.length > 0 ? { ...hub('more', 'menu'), items: [only, ...more] } : { ...only, items: [only] }]
}
