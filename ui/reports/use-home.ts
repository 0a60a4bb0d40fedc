import { computed } from 'vue'
import { useRoute } from 'vue-router'

/** Where the shell of the reader begins, `/w/demo` or `/p/demo`: figures lead to lists of other capabilities by their address. */
export const useHome = () => {
  const route = useRoute()
  return computed(() => `/${route.meta.shell === 'partner' ? 'p' : 'w'}/${String(route.params['org'] ?? '')}`)
}
