import { z } from 'zod'

/** A portal numbers by number or by text, as its methods like. */
const Num = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])

export const CategoryList = z.object({ categories: z.array(z.object({ id: Num, name: z.string() })) }).transform(({ categories }) => categories)

/** No meaning told is in progress. */
const semanticsOf = (told: string | null | undefined): 'P' | 'S' | 'F' => (told === 'S' || told === 'F' ? told : 'P')

export const StatusList = z
  .array(z.object({ STATUS_ID: z.string(), NAME: z.string(), SEMANTICS: z.string().nullish() }))
  .transform((rows) => rows.map(({ STATUS_ID: id, NAME: name, SEMANTICS }) => ({ id, name, semantics: semanticsOf(SEMANTICS) })))

export const FieldList = z
  .record(z.string(), z.object({ title: z.string().optional(), formLabel: z.string().optional(), type: z.string() }))
  .transform((fields) => Object.entries(fields).map(([name, { title, formLabel, type }]) => ({ name, title: formLabel || title || name, type })))

export const ScopeList = z.array(z.string())
