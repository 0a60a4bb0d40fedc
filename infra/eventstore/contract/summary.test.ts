import { expect, test } from 'vitest'
import { summaryOf } from './summary.ts'

const ran = (tests: Readonly<Record<string, string>>) => ({
  children: { allTests: () => Object.entries(tests).map(([fullName, state]) => ({ fullName, result: () => ({ state }) })) },
})
const ours = { name: 'embedded 23.10.0' }
const theirs = { name: 'EventStoreDB 24.2.0', url: 'esdb://somewhere:2113' }

test('each server has its line, with what was kept on it and nobody else', () => {
  const modules = [
    ran({ 'a read, on embedded 23.10.0 > works': 'passed', 'a read, on EventStoreDB 24.2.0 > works': 'failed' }),
    ran({ 'an append, on embedded 23.10.0 > works': 'passed', 'an append, on EventStoreDB 24.2.0 > works': 'passed' }),
  ]
  expect(summaryOf([ours, theirs], modules)).toEqual([
    'contract of the event store · embedded 23.10.0 · 2 of 2 kept',
    'contract of the event store · EventStoreDB 24.2.0 · 1 of 2 kept',
  ])
})

test('a real server that nobody named is said to be left out', () => {
  const [, left] = summaryOf([ours], [ran({ 'a read, on embedded 23.10.0 > works': 'passed' })])
  expect(left).toContain('EventStoreDB · not run')
})
