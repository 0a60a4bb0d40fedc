import type { Meta } from '@kontor/core/kernel'

/** `$correlationId` and `$causationId` are the store's own names; `personal` says which fields are encrypted, under whose key. */
export type StoredMetadata = Omit<Meta, 'correlationId' | 'causationId'> & {
  readonly $correlationId: string
  readonly $causationId: string
  readonly personal?: Readonly<Record<string, string>>
}

export const toMetadata = ({ correlationId, causationId, ...meta }: Meta, personal: Record<string, string>): StoredMetadata => ({
  ...meta,
  $correlationId: correlationId,
  $causationId: causationId,
  ...(Object.keys(personal).length > 0 && { personal }),
})

export const fromMetadata = ({ $correlationId, $causationId, personal: _, ...meta }: StoredMetadata): Meta => ({
  ...meta,
  correlationId: $correlationId,
  causationId: $causationId,
})
