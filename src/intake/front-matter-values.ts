import { line } from '../core/text.ts'

/** The values of front matter, whatever the language it is written in made of them. No I/O. */

/** A value as texts: itself, those of its list, or what its own "name" or "title" says. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((item: unknown) => (Array.isArray(item) ? [] : textsOf(item)))
  if (value instanceof Date) return [value.toISOString()]
  if (typeof value === 'object' && value !== null) return textsOf(property(value, 'name') ?? property(value, 'title'))
  const text = typeof value === 'string' || typeof value === 'number' ? line(String(value)) : ''
  return text === '' ? [] : [text]
}

function property(value: object, name: string): unknown {
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value
  return typeof found === 'object' ? undefined : found
}

/** "Ann Lee and Bo Berg"; web clippers write "[[Ann Lee]]". */
export function namesOf(values: readonly string[]): string[] {
  return values
    .flatMap((text) => text.replace(/^By\s+/i, '').split(/\s*[,;&]\s*|\s+and\s+/))
    .map((name) => name.replace(/^\[\[|\]\]$/g, '').trim())
    .filter((name) => /\p{L}/u.test(name))
    .slice(0, 20)
}

/** Whether a text is a web address. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text)
}

/** A date as its text, wherever it stands; the readers of values want no other objects. */
export function plainValue(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value
}
