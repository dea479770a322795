import type { Escape } from './mustache.ts'

/** HTML text and double-quoted attributes (https://html.spec.whatwg.org/multipage/syntax.html). Addresses need nothing more. */
export const htmlEscape: Escape = { text: escapeHtml, url: escapeHtml }

const SPECIAL = /[&<>"']/
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(value: string): string {
  return SPECIAL.test(value) ? value.replace(/[&<>"']/g, (character) => entities[character] ?? '') : value
}
