import { parseAccept } from 'hono/utils/accept'
import type { Format } from '../urls.ts'

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  eml: 'message/rfc822',
}

const NEGOTIABLE = new Map<string, Format>([
  ['text/html', 'html'],
  ['text/markdown', 'md'],
  ['text/plain', 'txt'],
  ['application/json', 'json'],
])

/** The format that an Accept header asks for (RFC 9110, section 12.5.1); anything else is HTML. */
export function negotiate(accept: string | null): Format {
  const wanted = parseAccept(accept ?? '')
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
  for (const { type } of wanted) {
    if (type === '*/*' || type === 'text/*') return 'html'
    const format = NEGOTIABLE.get(type.toLowerCase())
    if (format) return format
  }
  return 'html'
}

/** Whether an If-None-Match header names an entity tag, by weak comparison (RFC 9110, sections 8.8.3.2 and 13.1.2). */
export function namesEntityTag(header: string, etag: string): boolean {
  return namesExactly(header.replaceAll(/(^|[,\s])W\//g, '$1'), etag)
}

/** Whether an If-Match header names an entity tag, by strong comparison (RFC 9110, section 13.1.1). */
export function namesExactly(header: string, etag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || one.trim() === etag)
}
