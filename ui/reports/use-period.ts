import { computed, type Ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { recall, remember } from '../app/memory.ts'
import { useKeys } from '../app/use-keys.ts'
import { isPreset, type Period, type Preset, periodAsked, periodOf } from '../kit/period.ts'
import { useNow } from '../kit/use-now.ts'

type Zone = {
  /** Where the programme counts its days; the reader's own zone stands in until it is known. */
  readonly zone: Ref<string | undefined>
  /** The first day of "all time"; undefined when there is no saying. */
  readonly since?: Ref<string | undefined>
}

/**
 * The period of a screen ⏱ (ui.md §1.10). The address says it, so a copied link shows the same days; a choice is kept for the next
 * screen of the same organisation, and its keys are t w m q y. `asked` is what the server is asked for.
 */
export const usePeriod = ({ zone, since }: Zone) => {
  const route = useRoute()
  const router = useRouter()
  const now = useNow()
  const kept = `period.${String(route.params['org'] ?? '')}`
  const tz = computed(() => zone.value ?? recall(`zone.${kept}`) ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  const first = computed(() => since?.value ?? '2000-01-01')
  watch(zone, (known) => known && remember(`zone.${kept}`, known), { immediate: true })

  const preset = computed<Preset | undefined>(() => {
    const { period, from } = route.query
    if (isPreset(period)) return period
    if (from) return undefined
    const before = recall(kept)
    return isPreset(before) ? before : 'month'
  })
  const asked = computed<Period>(() => {
    const wanted = periodAsked({ ...route.query, ...(preset.value && { period: preset.value }) }, now.value, tz.value, first.value)
    return wanted ?? periodOf('month', now.value, tz.value, first.value)
  })
  // The clock moves each minute and the days do not: nobody is to be asked again for the same ones.
  const key = computed(() => Object.values(asked.value).join(' '))

  const choose = (chosen: Preset) => {
    remember(kept, chosen)
    void router.replace({ query: { ...route.query, period: chosen, from: undefined, to: undefined, tz: undefined } })
  }
  const chooseDays = (from: string, to: string) => void router.replace({ query: { ...route.query, period: undefined, from, to, tz: asked.value.tz } })
  useKeys({
    t: () => choose('today'),
    w: () => choose('week'),
    m: () => choose('month'),
    q: () => choose('quarter'),
    y: () => choose('year'),
  })
  return { asked, key, preset, choose, chooseDays }
}
