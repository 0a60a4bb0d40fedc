import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useBadges } from '../../badges/store.ts'
import type { NavItem } from '../../kit/NavList.vue'
import type { Shell } from '../manifest.ts'
import { navOf } from '../modules.ts'
import { maySee } from '../permissions.ts'
import { useSession } from '../session.ts'
import { useWords } from '../use-words.ts'

/** The menu row that a page is under: the longest address that it begins with, so a deal is under the deals. */
export const nearest = (addresses: readonly string[], path: string): string | undefined =>
  addresses.filter((address) => path === address || path.startsWith(`${address}/`)).sort((a, b) => b.length - a.length)[0]

/** The menu of a shell for the person who looks: manifests, rights, counters and where we are, in one list. */
export const useNav = (shell: Shell) => {
  const { t } = useWords()
  const route = useRoute()
  const router = useRouter()
  const session = useSession()
  const badges = useBadges()
  const entries = navOf(shell)

  return computed<readonly (NavItem & { readonly order: number })[]>(() => {
    const { acting } = session
    const org = route.params['org']
    if (!acting) return []
    const visible = entries.filter(({ route: name }) => {
      const roles = router.getRoutes().find((known) => known.name === name)?.meta.roles
      return maySee(acting.role, { shell, ...(roles && { roles }) })
    })
    const addressOf = (name: string) => router.resolve({ name, ...(org && { params: { org } }) }).path
    const here = nearest(
      visible.map(({ route: name }) => addressOf(name)),
      route.path,
    )
    return visible.map(({ route: name, icon, label, badge, group, order }, index) => ({
      id: name,
      order,
      icon,
      label: t(label),
      to: addressOf(name),
      badge: badge && badges.badges[badge],
      heading: group && visible[index - 1]?.group !== group ? t(`app.group.${group}`) : undefined,
      current: addressOf(name) === here,
    }))
  })
}
