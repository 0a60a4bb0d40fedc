import { computed } from 'vue'
import { useRouter } from 'vue-router'
import type { Choice } from '../../kit/OrganisationSwitcher.vue'
import { homeOf, useSession } from '../session.ts'
import { useWords } from '../use-words.ts'

/** The memberships of the person, each with the way to it: for the sidebar, and for the person's menu on a phone. */
export const useMemberships = () => {
  const { t } = useWords()
  const session = useSession()
  const router = useRouter()
  return computed<readonly Choice[]>(() =>
    (session.person?.memberships ?? []).map((one) => ({
      id: `${one.tenantId} ${one.role}`,
      name: one.name,
      about: t(`app.role.${one.role}`),
      current: one.tenantId === session.acting?.tenantId && one.role === session.acting.role,
      choose: () => router.push(homeOf(one)),
    })),
  )
}
