import { ref } from 'vue'
import { recall, remember } from './memory.ts'

export type Theme = 'system' | 'light' | 'dark'

const stored = recall('theme')
const system = matchMedia('(prefers-color-scheme: dark)')

/** The chosen theme; `theme.js` has painted it before this file arrived. */
export const theme = ref<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system')

const paint = () => document.documentElement.classList.toggle('dark', theme.value === 'system' ? system.matches : theme.value === 'dark')
system.addEventListener('change', paint)

export const chooseTheme = (chosen: Theme): void => {
  theme.value = chosen
  remember('theme', chosen === 'system' ? null : chosen)
  paint()
}
