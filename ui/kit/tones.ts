import type { IconName } from './icon-names.ts'

export type Tone = 'info' | 'ok' | 'warn' | 'danger' | 'hold' | 'neutral'
/** How a state looks: the colour never speaks alone (ui.md §3.4). */
export type Status = { readonly tone: Tone; readonly icon: IconName }

/** Written out whole: Tailwind reads names, not sums of strings. */
export const chip: Readonly<Record<Tone, string>> = {
  info: 'bg-info-soft text-info',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  hold: 'bg-hold-soft text-hold',
  neutral: 'bg-neutral-soft text-neutral',
}
