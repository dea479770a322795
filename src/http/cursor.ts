import * as z from 'zod'
import type { CatalogueCursor } from '../store/catalogue.ts'

const Cursor = z.tuple([z.string().max(40), z.int().min(1)])

/** A place in the catalogue as an opaque string. */
export function writeCursor({ listedAt, number }: CatalogueCursor): string {
  return btoa(JSON.stringify([listedAt, number]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** The place that `writeCursor` wrote down; null for any other string. */
export function readCursor(text: string): CatalogueCursor | null {
  try {
    const [listedAt, number] = Cursor.parse(JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))))
    return { listedAt, number }
  } catch {
    return null
  }
}
