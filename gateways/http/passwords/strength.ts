import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { HttpProblem } from '../plugins/problem.ts'

/** reliability.md §3 line 1: at least 3 of 4, "safely unguessable". */
const minScore = 3
/** The contract asks it of the whole; see `judge` for why it is asked again. */
const minLength = 12
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
 * themselves: their words, and the product's, count for nothing, so what is left without them must do as a password by itself.
 */
export const judge = (password: string, context: readonly string[]): 'strong' | 'weak' | 'listed' => {
  const text = password.normalize('NFKC')
  if (listed.has(text.toLowerCase())) return 'listed'
  const words = wordsOf(context)
  const rest = words.reduce((left, word) => left.replaceAll(new RegExp(word, 'giu'), ''), text)
  return rest.length >= minLength && zxcvbn.check(rest.slice(0, judged), words).score >= minScore ? 'strong' : 'weak'
}

/** Raises `password.weak` or `password.listed`, pointing at `/password`. */
export const refuseWeak = (password: string, context: readonly string[]): void => {
  const verdict = judge(password, context)
  if (verdict === 'strong') return
  const code = `password.${verdict}`
  const message = verdict === 'listed' ? 'This password is on the lists of those that are tried first' : 'This password is easy to guess'
  throw new HttpProblem(code, { errors: [{ pointer: '/password', code, message }] })
}
