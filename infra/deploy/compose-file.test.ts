import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../compose/config.ts'

/** The compose file was not run where this test runs; what can be checked is that whoever runs it finds everything in one place. */

const top = join(import.meta.dirname, '../..')
const compose = readFileSync(join(top, 'docker-compose.yml'), 'utf8')
const example = readFileSync(join(top, '.env.example'), 'utf8')
const documented = new Set([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name))
const all = (pattern: RegExp) => [...compose.matchAll(pattern)].map(([, found]) => found ?? '')

test.each(all(/^ {4}image: \$\{[A-Z_]+:-([^}]+)\}/gm))('the image %s is pinned and stands in the example', (image) => {
  expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/)
  expect(example).toContain(`=${image}\n`)
})
test.each(all(/\$\{([A-Z_]+)/g))('the variable %s is documented', (name) => expect(documented).toContain(name))
test.each(all(/^ {6}([A-Z_]+): /gm))('the setting %s is documented', (name) => expect(documented).toContain(name))
test.each(all(/127\.0\.0\.1:(\$\{[A-Z_]+:-\d+\})/g))('the port %s stands in the example with the same default', (port) => {
  const [, name, value] = port.match(/\{([A-Z_]+):-(\d+)\}/) ?? []
  expect(example).toContain(`${name}=${value}\n`)
})
test.each(all(/"CMD-SHELL", "([^"]+)"/g))('the health check %s is written down', (check) => expect(example).toContain(` ${check}\n`))

test('every service is pinned, reached on loopback only, and has a health check', () => {
  const services = all(/^ {2}([a-z]+):\n {4}image:/gm)
  expect(services).toEqual(['kurrentdb', 'postgres', 'mail', 'kontor'])
  expect(all(/^ {4}(healthcheck):/gm)).toHaveLength(services.length)
  expect(all(/ports: \["([^"]+)"\]/g).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
})

test('the example is a configuration that the program accepts', () => {
  const lines = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value])
  expect(readConfig(Object.fromEntries(lines))).toMatchObject({ port: 8080, production: true, demo: false, sandbox: false })
})
