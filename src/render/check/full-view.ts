import * as z from 'zod'

/** A view as large as they come, made from its schema: what a template is tried with before it is stored. */

/** How many items a list has; every other has five. Together that is fifty articles, each with more than most have. */
const LENGTHS: Readonly<Record<string, number>> = { sections: 5, stories: 5, articles: 2, points: 10, speakers: 8, links: 200 }
const TEXT = 'A sentence as long as those that stand in a briefing, with a few words & signs "to escape". '

/** A value of a schema, whole: nothing in it is null. */
export function fullView(schema: z.ZodType, name = ''): unknown {
  if (schema instanceof z.ZodNullable) return fullView(toSchema(schema.unwrap()), name)
  if (schema instanceof z.ZodArray) return Array.from({ length: LENGTHS[name] ?? 5 }, () => fullView(toSchema(schema.element), name))
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(schema.shape).map(([key, field]: [string, unknown]) => [key, fullView(toSchema(field), key)]))
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodNumber) return 7
  if (schema instanceof z.ZodEnum) return schema.options[0]
  return /^(?:url|address)$/.test(name) ? 'https://brief.example/an-address-of-some-length' : TEXT
}

function toSchema(value: unknown): z.ZodType {
  if (value instanceof z.ZodType) return value
  throw new Error('a field of the view has no schema')
}
