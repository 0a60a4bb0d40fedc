import type { Language } from '@kontor/core/kernel'
import { escaped } from './html.ts'
import type { Bitrix24Faults, SandboxBitrix24, SandboxDeal } from './ports.ts'
import { words } from './words.ts'

export type DealsShown = {
  readonly q: string | undefined
  readonly deals: readonly SandboxDeal[]
  readonly stages: ReturnType<SandboxBitrix24['stages']>
  readonly faults: Bitrix24Faults
}

type Stages = DealsShown['stages']

const stageChoice = ({ ID, STAGE_ID }: SandboxDeal, stages: Stages, language: Language) => `
          <select name="STAGE_ID" aria-label="${words[language].stage}" id="stage-${escaped(ID)}">${stages
            .map(
              (stage) =>
                `<option value="${escaped(stage.STATUS_ID)}"${stage.STATUS_ID === STAGE_ID ? ' selected' : ''}>${escaped(stage.NAME)}</option>`,
            )
            .join('')}</select>`

/** Which deals are shown stays so after a press. */
const kept = (q: string | undefined) => (q === undefined ? '' : `<input type="hidden" name="q" value="${escaped(q)}">`)

/** As the portal's own clock shows it. */
const minuteOf = (time: string) => time.slice(0, 16).replace('T', ' ')

const dealCard = (deal: SandboxDeal, { stages, q }: DealsShown, language: Language) => {
  const { ID, TITLE, STAGE_ID, OPPORTUNITY, CURRENCY_ID, DATE_MODIFY } = deal
  const { win, lose, move, amount, changed } = words[language]
  const stage = stages.find(({ STATUS_ID }) => STATUS_ID === STAGE_ID)?.NAME ?? STAGE_ID
  return `
    <article id="deal-${escaped(ID)}">
      <h3>№ ${escaped(ID)} · ${escaped(TITLE)}</h3>
      <p>${escaped(stage)} · ${escaped(OPPORTUNITY)} ${escaped(CURRENCY_ID)} · ${changed} <time datetime="${escaped(DATE_MODIFY)}">${escaped(minuteOf(DATE_MODIFY))}</time></p>
      <form method="post" action="/sandbox/bitrix24/page/deals/${escaped(ID)}">${kept(q)}
        <label>${amount} <input name="OPPORTUNITY" inputmode="decimal" autocomplete="off" pattern="[0-9]{1,15}([.,][0-9]{1,2})?" value="${escaped(OPPORTUNITY)}"></label>
        <button name="press" value="win">${win}</button>
        <button name="press" value="lose">${lose}</button>
        <span>${stageChoice(deal, stages, language)}
          <button name="press" value="move">${move}</button></span>
      </form>
    </article>`
}

const faultSwitch = (fault: keyof Bitrix24Faults, isOn: boolean, q: string | undefined, language: Language) => `
      <form method="post" action="/sandbox/bitrix24/page/faults">${kept(q)}<input type="hidden" name="fault" value="${fault}">
        <button name="active" value="${isOn ? '0' : '1'}" aria-pressed="${isOn}">${words[language].fault[fault]}: <b>${isOn ? words[language].on : words[language].off}</b></button></form>`

/** Bitrix24 as its other side: deals to be moved on, and what goes wrong on purpose. Forms alone, so it works without any script. */
export const dealsPart = (shown: DealsShown, language: Language): string => {
  const { q, deals, faults } = shown
  const { search, find, noDeals, faults: title } = words[language]
  const switches = Object.entries(faults) as [keyof Bitrix24Faults, boolean][]
  return `
    <h2 id="bitrix24">Bitrix24</h2>
    <form method="get" action="/sandbox" role="search"><input name="q" type="search" aria-label="${search}" placeholder="${search}" value="${escaped(q ?? '')}"> <button>${find}</button></form>
    <details${switches.some(([, isOn]) => isOn) ? ' open' : ''}><summary>${title}</summary>${switches.map(([fault, isOn]) => faultSwitch(fault, isOn, q, language)).join('')}
    </details>${deals.map((deal) => dealCard(deal, shown, language)).join('') || `\n    <p>${noDeals}</p>`}`
}
