import type { Language } from '@kontor/core/kernel'
import type { Letter } from '../ports.ts'
import { type DealsShown, dealsPart } from './deals-part.ts'
import { escaped } from './html.ts'
import { words } from './words.ts'

const letterCard = ({ to, subject, text, receivedAt }: Letter, language: Language) => `
    <article>
      <h3>${escaped(subject)}</h3>
      <p><b>${words[language].to}</b> ${escaped(to)} · <b>${words[language].at}</b> <time datetime="${escaped(receivedAt)}">${escaped(receivedAt)}</time></p>
      <pre>${escaped(text)}</pre>
    </article>`

/** The page where a person plays the other side: Bitrix24 where it has a stand-in, and the letters that the mail catcher holds. */
export const sandboxPage = (letters: readonly Letter[], language: Language, bitrix24?: DealsShown): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${words[language].title} · Kontor</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/sandbox/page.css">
  </head>
  <body>
    <main>
    <h1>${words[language].title}</h1>
    <nav>${bitrix24 ? '<a href="#bitrix24">Bitrix24</a> · ' : ''}<a href="#mail">${words[language].mail}</a></nav>${bitrix24 ? dealsPart(bitrix24, language) : ''}
    <h2 id="mail">${words[language].mail}</h2>${letters.map((letter) => letterCard(letter, language)).join('') || `\n    <p>${words[language].noMail}</p>`}
    </main>
  </body>
</html>
`

/** System colours follow the reader's light or dark by themselves. */
export const sandboxStyle = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 48rem; margin: 0 auto; padding: 1rem; background: Canvas; color: CanvasText }
article, details { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0 }
article:target { outline: 3px solid Highlight }
summary { padding: .75rem 0; cursor: pointer }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0 0 1rem }
form span { display: inline-flex; flex-wrap: wrap; gap: .5rem }
button, input, select { box-sizing: border-box; font: inherit; padding: .4rem .75rem; min-height: 2.75rem; max-width: 100% }
button[aria-pressed='true'] { outline: 2px dashed currentColor }
input[name='OPPORTUNITY'] { width: 10rem }
input[type='search'] { flex: 1 1 12rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
`
