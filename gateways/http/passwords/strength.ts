import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { HttpProblem } from '../plugins/problem.ts'

/** reliability.md §3 line 1: at least 3 of 4, "safely unguessable". */
const minScore = 3
/** Estimating takes longer the longer the text; what is strong in its first hundred characters stays so. */
const judged = 100
/** Shorter words are in everybody's password by chance. */
const minWord = 4

const product = ['kontor', 'контор']
const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, useLevenshteinDistance: false })
const listed = new Set(dictionary['passwords-common'])

const wordsOf = (texts: readonly string[]) =>
  [...product, ...texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))]
    .filter((word) => word.length >= minWord)
    .sort((a, b) => b.length - a.length)

/**
 * Judges a new password by strength and by lists, never by its composition (NIST 800-63B-4). `context` is what the person told of
 * themselves: their words, and the product's, count for nothing, so what is left without them must itself be strong.
 */
export const judge = (password: string, context: readonly string[]): 'strong' | 'weak' | 'listed' => {
  const text = password.normalize('NFKC').toLowerCase()
  if (listed.has(text)) return 'listed'
  const words = wordsOf(context)
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), text.slice(0, judged))
  const kept = rest === text.slice(0, judged) ? password.slice(0, judged) : rest
  return zxcvbn.check(kept, words).score >= minScore ? 'strong' : 'weak'
}

/** Raises `password.weak` or `password.listed`, pointing at `/password`. */
export const refuseWeak = (password: string, context: readonly string[]): void => {
  const judged = judge(password, context)
  if (judged === 'strong') return
  const code = `password.${judged}`
  const message = judged === 'listed' ? 'This password is on the lists of those that are tried first' : 'This password is easy to guess'
  throw new HttpProblem(code, { errors: [{ pointer: '/password', code, message }] })
}
