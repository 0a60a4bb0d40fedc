import type { Component, InjectionKey } from 'vue'

/** What a shell puts at the right of every header: live dot, person. */
export const shellTools: InjectionKey<Component> = Symbol('shell tools')
