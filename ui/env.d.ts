/// <reference types="vite/client" />

declare module 'virtual:kontor-icons' {
  export const drawings: Readonly<Record<string, string>>
}
