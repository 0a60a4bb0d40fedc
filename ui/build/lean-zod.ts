import type { Plugin } from 'vite'

const schemaWriters = /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/

/** The same exports with nothing behind those that write JSON schemas; what they alone needed is then left out by the bundler. */
export const withoutSchemaWriters = (code: string): string =>
  code.replace(/^export const (\w+Processor|create\w*JSONSchemaMethod) = /gm, 'export const $1 = () => undefined\nconst $1Written = ')

/**
 * Each schema of zod carries the means to describe itself as JSON schema. The server does that, for OpenAPI; no browser does, and the
 * sign-in page has a budget. A zod that names its files otherwise is bundled whole, and the budget says so.
 */
export const leanZod = (): Plugin => ({
  name: 'kontor-lean-zod',
  apply: 'build',
  transform: { filter: { id: schemaWriters }, handler: (code) => ({ code: withoutSchemaWriters(code), map: null }) },
})
