import { type Definition, erased, personalFields } from '../kernel/index.ts'

/** What stands where personal data is not shown. */
export const masked = '[masked]'

/** The data of an event without what is personal; what is erased says so. Text that was never given stays absent. */
export const maskPersonal = (
  definition: Pick<Definition, 'schema'> | undefined,
  data: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const hidden = definition ? personalFields(definition.schema).filter(({ field }) => typeof data[field] === 'string' && data[field] !== erased) : []
  return { ...data, ...Object.fromEntries(hidden.map(({ field }) => [field, masked])) }
}
