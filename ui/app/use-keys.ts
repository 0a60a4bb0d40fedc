import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'
import { recall, remember } from './memory.ts'

/** Single keys can be switched off (WCAG 2.1.4): people who speak to their computer press keys without meaning to. */
export const shortcutsOn = ref(recall('shortcuts') !== 'off')
export const chooseShortcuts = (on: boolean): void => {
  shortcutsOn.value = on
  remember('shortcuts', on ? null : 'off')
}

/** A box to tick takes no letters. */
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'))
/** A screen's own side panel is a part of it: its keys go on (kit/SidePanel.vue). */
const layered = () => document.querySelector('[role="dialog"]:not(:has([data-screen-panel])), [role="menu"]') !== null

/** May a single key act now? Not inside inputs, under an open layer, with a modifier held, or after somebody else took it. */
export const mayAct = (event: KeyboardEvent): boolean =>
  shortcutsOn.value &&
  !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) &&
  !typing(event.target) &&
  !layered()

/**
 * Single-key shortcuts of a screen. `suspended` silences them from the press that opens a composer until it has the focus, or its first
 * letters would be commands (R13).
 */
export const useKeys = (keys: Readonly<Record<string, () => unknown>>, suspended: () => boolean = () => false): void => {
  useEventListener(document, 'keydown', (event) => {
    const act = keys[event.key]
    if (!act || suspended() || !mayAct(event)) return
    // Escape types nothing, and the layer it may close looks whether somebody took it.
    if (event.key !== 'Escape') event.preventDefault()
    act()
  })
}
