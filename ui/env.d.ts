/// <reference types="vite/client" />

declare module 'virtual:kontor-icons/door' {
  export const drawings: Readonly<Record<string, string>>
}

declare module 'virtual:kontor-icons/shell' {
  export const drawings: Readonly<Record<string, string>>
}

declare module 'virtual:kontor-menu/ru' {
  export const labels: readonly import('./kit/word-tree.ts').Words[]
}

declare module 'virtual:kontor-menu/en' {
  export const labels: readonly import('./kit/word-tree.ts').Words[]
}
