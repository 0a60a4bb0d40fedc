import { createHash } from 'node:crypto'
import type { Language } from '@kontor/core/kernel'
import { type Html, html } from './html.ts'

const style = `:root{color-scheme:light dark;--text:#1c1917;--back:#fff;--faint:#57534e;--line:#78716c;--accent:#0f766e;--on:#fff;--bad:#b91c1c}
@media(prefers-color-scheme:dark){:root{--text:#f5f5f4;--back:#1c1917;--faint:#d6d3d1;--line:#a8a29e;--accent:#2dd4bf;--on:#042f2e;--bad:#fca5a5}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:32rem;margin:0 auto;padding:1.5rem 1rem 2rem}nav{max-width:32rem;margin:0 auto;padding:.5rem 1rem 0;text-align:end}
nav a,summary{display:inline-block;padding:.625rem 0;min-height:2.75rem}a{color:var(--accent)}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}p{margin:0 0 1rem}.field{margin:0 0 1rem}label{display:block;font-weight:600}
.hint{color:var(--faint);font-weight:400}.error{color:var(--bad);margin:.25rem 0 0}.error::before{content:"⚠ "}
input,textarea{width:100%;min-height:2.75rem;padding:.5rem .75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem}
[aria-invalid]{border-color:var(--bad);border-width:2px}.consent{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
.consent input{flex:none;width:1.5rem;height:1.5rem;min-height:0;accent-color:var(--accent)}
button{width:100%;min-height:3rem;padding:.75rem;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:.5rem;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}.alert{border:2px solid var(--bad);border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1rem}.alert ul{margin:0;padding-inline-start:1.25rem}.alert p{margin:0}
.away{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}details{margin:0 0 1rem}`

/** What the pages of the form may do: show themselves and be sent to us. `framed`: a page of a partner may hold them, as its embed code asks. */
export const policyOf = (framed: boolean): string => {
  const own = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
  const rules = [`default-src 'none'`, `style-src ${own}`, `img-src data:`, `form-action 'self'`, `base-uri 'none'`]
  return [...rules, `frame-ancestors ${framed ? '*' : "'none'"}`].join('; ')
}

/** A whole page; it needs no script and fetches nothing. */
export const layout = (language: Language, title: string, head: Html, main: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ html: style }}</style>
</head>
<body>${head}
<main>${main}</main>
</body>
</html>
`.html
