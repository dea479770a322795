import * as z from 'zod'

/** What of a view can be named at a place within sections. mustache.js looks in the innermost first, and then outwards. */

export type Kind = 'text' | 'number' | 'flag' | 'list' | 'record'

/** A field as it was found. */
export interface Field {
  readonly schema: z.ZodType
  readonly kind: Kind
  /** Its names from the outermost, such as "sections.stories.articles.points". */
  readonly path: string
}

/** A field with its name within the record that holds it. */
export interface NamedField extends Field {
  readonly name: string
  readonly description: string
}

/** The whole view. */
export function root(schema: z.ZodType): Field {
  return { schema, kind: 'record', path: '' }
}

/** The fields of what a field holds: its own, or those of each item of a list. */
export function fieldsOf({ schema, path }: Field): NamedField[] {
  const object = held(schema)
  if (!(object instanceof z.ZodObject)) return []
  return Object.entries(object.shape).flatMap(([name, field]: [string, unknown]) =>
    field instanceof z.ZodType
      ? [{ name, ...fieldOf(field, path === '' ? name : `${path}.${name}`), description: field.description ?? '' }]
      : [],
  )
}

/** What a dotted name means where `open` are the fields that are open, the innermost last. Null where it means nothing. */
export function lookUp(name: string, open: readonly Field[]): Field | null {
  const steps = name.split('.')
  for (const from of open.toReversed()) {
    let found: Field | null = from
    for (const step of steps) found = found && stepInto(found, step)
    if (found) return found
  }
  return null
}

function stepInto(field: Field, step: string): Field | null {
  if (field.kind === 'list' && step === 'length') return { schema: z.number(), kind: 'number', path: `${field.path}.length` }
  if (field.kind !== 'record') return null
  const object = held(field.schema)
  const inner: unknown = object instanceof z.ZodObject && Object.hasOwn(object.shape, step) ? object.shape[step] : null
  return inner instanceof z.ZodType ? fieldOf(inner, field.path === '' ? step : `${field.path}.${step}`) : null
}

/** A field as each round of its section sees it. */
export function opened(field: Field): Field {
  const inner = unwrapped(field.schema)
  return inner instanceof z.ZodArray && inner.element instanceof z.ZodType ? fieldOf(inner.element, field.path) : field
}

function fieldOf(schema: z.ZodType, path: string): Field {
  return { schema, kind: kindOf(unwrapped(schema)), path }
}

function kindOf(schema: z.ZodType): Kind {
  if (schema instanceof z.ZodArray) return 'list'
  if (schema instanceof z.ZodObject) return 'record'
  if (schema instanceof z.ZodBoolean) return 'flag'
  return schema instanceof z.ZodNumber ? 'number' : 'text'
}

/** Whether a field may be null. */
export function isOptional({ schema }: Field): boolean {
  return schema instanceof z.ZodNullable
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodNullable)) return schema
  const inner: unknown = schema.unwrap()
  return inner instanceof z.ZodType ? unwrapped(inner) : schema
}

function held(schema: z.ZodType): z.ZodType {
  const inner = unwrapped(schema)
  return inner instanceof z.ZodArray && inner.element instanceof z.ZodType ? unwrapped(inner.element) : inner
}
