import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useSession } from '../app/session.ts'

/** Who reads: a partner sees their own and is spoken to; an owner may also look into the log. `home` is where the shell begins. */
export const useReader = () => {
  const route = useRoute()
  const session = useSession()
  const partner = computed(() => route.meta.shell === 'partner')
  const scope = partner.value ? ('partner' as const) : ('tenant' as const)
  const owner = computed(() => session.acting?.role === 'owner')
  const home = computed(() => `/${partner.value ? 'p' : 'w'}/${String(route.params['org'] ?? '')}`)
  return { partner, scope, owner, home }
}
