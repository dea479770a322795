/**
 * Text as it is kept and shown: well-formed NFC Unicode without the characters that steer a terminal or turn a line
 * around. No I/O.
 */

// C0 and C1 controls save tab and line feed, soft hyphen, zero-width space and word joiner, bidi embeddings, overrides and
// isolates (UAX #9), interlinear and object characters, the byte order mark and tag characters.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\u{e0000}-\u{e007f}]/gu

/** Any string made safe to show: well-formed, NFC, CR LF and the Unicode separators as line feeds, steering characters dropped. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(STEERING, '')
}

/** `plain` on a single line: white space runs become one space, ends are trimmed. */
export function line(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim()
}
