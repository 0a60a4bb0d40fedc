import type { KnownLink } from '../ports.ts'
import { html } from './form/html.ts'

/** What a partner pastes into a page: the form of the link in a frame, with the full address. */
export const embedHtml = (publicUrl: string, { code, title }: Pick<KnownLink, 'code' | 'title'>): string =>
  html`<iframe src="${publicUrl}/f/${code}?embed=1" title="${title}" style="border:0;width:100%;height:640px" loading="lazy"></iframe>`.html
