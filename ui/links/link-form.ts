import type { LinkShown } from '@kontor/gateways/http/links/contract'
import { type Utm, utmFields } from './final-address.ts'

/** A link as it is being typed. */
export type LinkForm = { title: string; target: string; source: string; medium: string; campaign: string; content: string; term: string }
export const formFields = ['title', 'target', ...utmFields] as const

export const emptyForm = (): LinkForm => ({ title: '', target: '', source: '', medium: '', campaign: '', content: '', term: '' })
export const formOf = ({ title, targetUrl, utm }: Pick<LinkShown, 'title' | 'targetUrl' | 'utm'>): LinkForm => ({
  ...{ ...emptyForm(), ...utm },
  title,
  target: targetUrl ?? '',
})

/** The parameters that were filled in. */
export const utmOf = (form: LinkForm): Utm =>
  Object.fromEntries(utmFields.flatMap((field) => (form[field].trim() ? [[field, form[field].trim()]] : [])))
