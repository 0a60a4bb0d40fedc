import type { LinkShown } from '@kontor/gateways/http/links/contract'
import type { IconName } from '../kit/icon-names.ts'

/** The picture of each type of link. */
export const typeIcons: Readonly<Record<LinkShown['type'], IconName>> = { direct: 'link', iframe: 'app-window', landing: 'file-pen-line' }

/** What can be made and looked for now. A landing is made in its editor, which is not there yet. */
export const offeredTypes = ['direct', 'iframe'] as const
