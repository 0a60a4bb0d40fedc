import type { Explanation } from '@kontor/gateways/http/rewards/contract'
import { dateTime, money } from '../kit/format/index.ts'
import { arithmeticRows } from './arithmetic-rows.ts'
import { ledgerRows } from './ledger-rows.ts'
import { sentenceOf } from './sentence.ts'
import type { Speech } from './speech.ts'
import { standingOf } from './standing.ts'
import { factOf } from './step-facts.ts'
import { termsSentence } from './terms-sentence.ts'

/** The fact that says the terms; where it is missing, they are said in a line of their own. */
export const termsEvent = 'partners.TermsPublished'

/** The whole chain as text, for a letter or a note: the same words and figures as on the screen, in the same order. */
export const plainText = (explanation: Explanation, speech: Speech): string => {
  const { t, lang, now } = speech
  const { currency } = explanation.amount
  const moment = (at: string) => dateTime(new Date(at), lang, { now })
  const steps = explanation.steps.map((step, index) => {
    const { title, text, learned } = factOf(step, speech)
    const said = step.event === termsEvent ? termsSentence(explanation.terms, speech) : text
    const told = [title, moment(step.occurredAt), said, learned && t('rewards.why.learned', { when: learned })]
    return `${index + 1}. ${told.filter(Boolean).join(' · ')}`
  })
  const word = explanation.terms.rule.base
  const reckoned = arithmeticRows(explanation.arithmetic, { currency, word }, speech).map(({ label, operand, result }) =>
    [label, operand, `= ${result}`].filter(Boolean).join(' '),
  )
  const { rows, sum } = ledgerRows(explanation.ledger)
  const lines = rows.map(({ at, ledger, minor }) => `${moment(at)} · ${t(`rewards.ledger.${ledger}`)} ${money(minor, currency, lang)}`)
  return [
    sentenceOf(explanation.sentence, speech),
    '',
    ...steps,
    '',
    ...(explanation.steps.some(({ event }) => event === termsEvent)
      ? []
      : [`${t('rewards.why.terms')}: ${termsSentence(explanation.terms, speech)}`, '']),
    `${t('rewards.why.arithmetic')}:`,
    ...reckoned,
    '',
    `${t('rewards.why.ledger')}:`,
    ...lines,
    `Σ = ${money(sum, currency, lang)}`,
    '',
    `${t('rewards.why.now')}: ${standingOf(explanation, speech)}`,
  ].join('\n')
}
