import type { Language } from '@kontor/core/kernel'
import type { Letter } from '../ports.ts'

const words = {
  ru: { title: 'Песочница', mail: 'Письма', none: 'Писем пока нет. Они появятся здесь, как только Kontor их отправит.', to: 'Кому', at: 'Когда' },
  en: { title: 'Sandbox', mail: 'Letters', none: 'No letters yet. They appear here as soon as Kontor sends them.', to: 'To', at: 'When' },
} as const

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)

const letterCard = ({ to, subject, text, receivedAt }: Letter, language: Language) => `
    <article>
      <h3>${escaped(subject)}</h3>
      <p><b>${words[language].to}</b> ${escaped(to)} · <b>${words[language].at}</b> <time datetime="${escaped(receivedAt)}">${escaped(receivedAt)}</time></p>
      <pre>${escaped(text)}</pre>
    </article>`

/** The page where a person plays the other side: for now it shows the letters that the mail catcher holds. */
export const sandboxPage = (letters: readonly Letter[], language: Language): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${words[language].title} · Kontor</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/sandbox/page.css">
  </head>
  <body>
    <h1>${words[language].title}</h1>
    <h2>${words[language].mail}</h2>${letters.map((letter) => letterCard(letter, language)).join('') || `\n    <p>${words[language].none}</p>`}
  </body>
</html>
`

/** System colours follow the reader's light or dark by themselves. */
export const sandboxStyle = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 48rem; margin: 0 auto; padding: 1rem }
article { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
`
