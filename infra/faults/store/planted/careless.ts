import { randomUUID } from 'node:crypto'
import { ANY } from '@eventstore/db-client'
import type { Attempt } from '../append-surely.ts'

/** Whatever stands there, and new ids at every attempt: the store has nothing by which it could know a repeat (reliability.md §2.5, 6). */
export const carelessly: Attempt = ({ ids }) => ({ ids: ids.map(() => randomUUID()), expectedRevision: ANY })
