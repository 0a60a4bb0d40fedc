import type { Badges } from '@kontor/gateways/http/badges/contract'
import type { Acting } from '@kontor/gateways/http/identity/contract'
import type { Component } from 'vue'
import type { IconName } from '../kit/icon-names.ts'

export type Role = Acting['role']
export type Shell = 'public' | 'workspace' | 'partner' | 'manager' | 'admin'

/** A row of a shell's menu. `order` is the place of ui.md §1.2–1.4, so a later capability slots in without anybody being moved. */
export type NavEntry = {
  readonly shell: Shell
  readonly order: number
  readonly group?: 'partners' | 'channels' | 'content'
  readonly icon: IconName
  /** Key of the words; the label of the bottom bar is the same. */
  readonly label: string
  readonly route: string
  readonly badge?: keyof Badges
  /** The letter after `g` that leads here (ui.md §1.7). */
  readonly key?: string
}

export type Screen = {
  readonly shell: Shell
  readonly name: string
  /** Below the shell's own address: '' is its home. */
  readonly path: string
  /** `S19` of ui.md; also `data-screen` on the page. */
  readonly screen: string
  /** Key of the words; the page's title. */
  readonly title: string
  /** Who has a right to it; everyone who can be in the shell, when absent. */
  readonly roles?: readonly Role[]
  readonly view: () => Promise<{ readonly default: Component }>
}

/**
 * All the shell knows of a capability. Each folder with a `module.ts` is found at build time; the shell names none. Beside it stands
 * `testids`: every `data-testid` of the folder, which a script outside the project may rely on.
 */
export type Module = {
  readonly id: string
  readonly nav: readonly NavEntry[]
  readonly screens: readonly Screen[]
}

export const defineModule = (module: Module): Module => module
