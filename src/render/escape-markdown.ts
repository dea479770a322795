import type { Escape } from './mustache.ts'

/**
 * CommonMark (https://spec.commonmark.org/0.31.2/) and what GitHub adds: text that reads as itself wherever a line may hold
 * text, at its start, within a link or a heading too. Only what could mean something is escaped, so that the source stays readable.
 */
export const markdownEscape: Escape = { text: escapeMarkdown, url: escapeDestination }

// The dollar sign starts mathematics on GitHub, the tilde strikes through, braces belong to site generators.
const ANYWHERE = /[\\`*_{}[\]<>~|#$]|&(?=#?[\p{L}\p{N}]+;)|!$/gu
// Markers of lists, headings and rules; they count only where a line begins, and a value may begin one.
const AT_START = /^(?:[-+=]|\d+(?=[.)]))/
// What GitHub would turn into a link by itself.
const AUTOLINK = /:(?=\/\/)|@|(?<=\bwww)\./gi

/** Any one-line text as Markdown that reads as the text. */
export function escapeMarkdown(value: string): string {
  return value
    .replace(ANYWHERE, '\\$&')
    .replace(AUTOLINK, '\\$&')
    .replace(AT_START, (marker) => (/\d/.test(marker) ? marker : `\\${marker}`))
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

// Parentheses, spaces and the like are percent-encoded in every address already (`shownUrl`).
function escapeDestination(url: string): string {
  return url.replace(/&(?=#?\w+;)/g, '\\&')
}
