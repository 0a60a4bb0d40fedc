import { z } from 'zod'

/** What a reader sees once a person's key is destroyed; live views and rebuilt ones show the same (design.md §4). */
export const erased = '[erased]'

const marks = z.registry<{ subject: string }>()

/**
 * Marks a text field as a person's own: the event store keeps it encrypted under the key of the person whose id stands in the
 * field `subject` of the same event. Plain text only, so that the placeholder of an erased person fits wherever the text did.
 */
export const personal = <S extends z.ZodString>(subject: string, schema: S): S => {
  const marked = schema.clone() as S
  marks.add(marked, { subject })
  return marked
}

export type PersonalField = { readonly field: string; readonly subject: string }

const inner = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodOptional ? inner(schema.unwrap() as z.ZodType) : schema)

/** The personal fields of an event's data, by name. */
export const personalFields = (schema: z.ZodType): readonly PersonalField[] => {
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([field, type]) => {
    const mark = marks.get(inner(type))
    return mark ? [{ field, subject: mark.subject }] : []
  })
}
