import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expired, pnpm, today } from './pnpm.ts'

/** What may be shipped with Kontor, which is Apache-2.0: licences that ask for a notice and nothing more. Strict for production dependencies. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'Zlib',
])

type Listed = { readonly name: string; readonly versions: readonly string[] }
export type Exception = { readonly package: string; readonly licence: string; readonly until: string; readonly why: string }

/** An SPDX expression is allowed when some branch of its ORs has all its ANDs allowed. */
export const permits = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((branch) => branch.split(' AND ').every((licence) => allowed.has(licence.trim())))

/** `name*` covers the binaries that a tool publishes for each platform. */
const names = (exception: Exception, name: string) =>
  exception.package.endsWith('*') ? name.startsWith(exception.package.slice(0, -1)) : name === exception.package

/** One line a package that may not be shipped, and one an exception that has run out or is no longer needed. */
export const refused = (list: Readonly<Record<string, readonly Listed[]>>, exceptions: readonly Exception[], day: string): readonly string[] => {
  const odd = Object.entries(list).flatMap(([licence, packages]) =>
    permits(licence) ? [] : packages.map(({ name, versions }) => ({ name, versions, licence })),
  )
  const excepted = ({ name, licence }: { name: string; licence: string }) => exceptions.some((e) => names(e, name) && e.licence === licence)
  return [
    ...odd
      .filter((p) => !excepted(p))
      .map(({ name, versions, licence }) => `${name}@${versions.join(', ')}: ${licence} is not among the allowed licences`),
    ...exceptions.filter(({ until }) => expired(until, day)).map((e) => `${e.package}: the exception ended on ${e.until}; look again`),
    ...exceptions.filter((e) => !odd.some(({ name }) => names(e, name))).map((e) => `${e.package}: the exception is no longer needed; take it out`),
  ]
}

if (import.meta.main) {
  const { code, stdout, stderr } = pnpm('licenses', 'list', '-r', '--json', '--prod')
  if (code !== 0) process.stdout.write(stderr)
  const exceptions = JSON.parse(readFileSync(join(import.meta.dirname, 'licence-exceptions.json'), 'utf8'))
  const found = code === 0 ? refused(JSON.parse(stdout), exceptions, today()) : ['pnpm licenses gave no list']
  for (const line of found) process.stdout.write(`${line}\n`)
  process.exitCode = found.length > 0 ? 1 : 0
}
