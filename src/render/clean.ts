import { line } from '../core/text.ts'

/** The last cleaning before anything is shown. Intake cleans too; this holds whatever way a text came in. No I/O. */

// Scripts in which a character by itself is in NFC and steers nothing: Latin, Cyrillic, Arabic letters, kana, Han, punctuation.
const HARMLESS =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u0621-\u063a\u0641-\u064a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3001-\u3029\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fff]*$/

/** A text on one line, without what steers a terminal or turns a line around. */
export function shown(text: string): string {
  // Most texts need nothing, and to see so costs a tenth of the cleaning.
  const first = text.charCodeAt(0)
  if (first !== 32 && !text.endsWith(' ') && HARMLESS.test(text) && !text.includes('  ')) return text
  return line(text)
}

/** `shown`, where an absent or empty text is null. */
export function shownOrNull(text: string | null): string | null {
  return text === null ? null : shown(text) || null
}

/** An http or https address, with those characters percent-encoded that could end it in Markdown or text; anything else is null. */
export function shownUrl(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s/]/i.test(url)) return null
  return /[^!#$%&'*+,\-./0-9:;=?@A-Z[\]_a-z~]/.test(url) ? encode(url) : url
}

function encode(url: string): string {
  return line(url).replace(/[^!#$%&'*+,\-./0-9:;=?@A-Z[\]_a-z~]/gu, (character) =>
    character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character),
  )
}
