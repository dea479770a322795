import type { Context } from 'hono'
import type { DeskDoor } from './door.ts'

/** What was filled in. A field that is not there is empty. */
export interface Form {
  readonly text: (name: string) => string
  readonly all: (name: string) => string[]
  readonly has: (name: string) => boolean
  /** A file that was chosen; null for none, or an empty one. */
  readonly file: (name: string) => File | null
}

/** The form of a request, read once however often it is asked for; an empty one where there is none that can be read. */
export async function formOf(c: Context<DeskDoor>): Promise<Form> {
  const data = await dataOf(c)
  const text = (value: string | File) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '')
  return {
    text: (name) => text(data.get(name) ?? ''),
    all: (name) => data.getAll(name).map(text),
    has: (name) => data.has(name),
    file(name) {
      const value = data.get(name)
      return value !== null && typeof value !== 'string' && value.size > 0 ? value : null
    },
  }
}

async function dataOf(c: Context<DeskDoor>): Promise<FormData> {
  try {
    return await c.req.formData()
  } catch {
    return new FormData()
  }
}
