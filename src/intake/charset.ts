import { fail, ok, type Result } from '../core/result.ts'
import type { Refusal } from '../core/refusal.ts'

/** A document's bytes as text, as the Encoding and HTML standards find its character set. No I/O. */

/** What is said of the bytes beside them: the media type without parameters, and its charset parameter. */
export interface Labels {
  readonly mediaType: string
  readonly charset: string | null
}

// Where browsers look for <meta charset>, and where an XML declaration ends long before.
const LOOKED_AT = 1024

/**
 * Decodes a document. HTML and XML go by byte order mark, charset parameter, their own declaration, then UTF-8, and are read in any
 * case: what is not valid UTF-8 is taken for windows-1252. JSON is UTF-8; everything else is what its charset parameter says,
 * UTF-8 without one, and is refused when it is not.
 */
export function decodeDocument(bytes: Uint8Array, { mediaType, charset }: Labels): Result<string, Refusal> {
  if (isMarkup(mediaType)) return ok(decodeMarkup(bytes, charset, isHtml(mediaType)))
  return decodeStrictly(bytes, isJson(mediaType) ? 'utf-8' : (charset ?? 'utf-8'))
}

function isHtml(mediaType: string): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
}

function isMarkup(mediaType: string): boolean {
  return isHtml(mediaType) || /[/+]xml$/.test(mediaType)
}

function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType)
}

function decodeStrictly(bytes: Uint8Array, charset: string): Result<string, Refusal> {
  const decoder = decoderOf(charset, true)
  if (!decoder) return fail({ status: 415, detail: `The character set "${charset.slice(0, 40)}" is not known. Send UTF-8.`, flaws: [] })
  try {
    return ok(decoder.decode(bytes))
  } catch {
    return fail({ status: 400, detail: `The body is not valid ${decoder.encoding}. Send UTF-8.`, flaws: [] })
  }
}

function decodeMarkup(bytes: Uint8Array, charset: string | null, html: boolean): string {
  const decoder =
    decoderOf(markedIn(bytes), false) ?? decoderOf(charset, false) ?? decoderOf(declaredIn(bytes, html), false) ?? new TextDecoder('utf-8')
  const text = decoder.decode(bytes)
  if (decoder.encoding !== 'utf-8' || !text.includes('\ufffd')) return text
  return isBroken(text) ? new TextDecoder('windows-1252').decode(bytes) : text
}

/** Whether text decoded as UTF-8 was in another encoding, and is not merely cut in the middle of a character. */
function isBroken(text: string): boolean {
  const wrong = text.match(/\ufffd/g)?.length ?? 0
  const beyondAscii = text.match(/[^\0-\x7f]/gu)?.length ?? 0
  return wrong > beyondAscii / 2
}

/** By its byte order mark, or UTF-16 without one where the first character is a tag's. */
function markedIn([first, second, third, fourth]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0) return 'utf-16be'
  return null
}

function declaredIn(bytes: Uint8Array, html: boolean): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, LOOKED_AT)).replace(/<!--[\s\S]*?(?:-->|$)/g, '')
  const declared = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([^"'\s>]+)/i.exec(head)?.[1] ?? (html ? metaCharset(head) : undefined)
  // Whoever can read the declaration byte by byte is not reading UTF-16.
  return declared && /^(?:utf-?16|unicode|ucs-2|iso-10646-ucs-2|csunicode)/i.test(declared) ? 'utf-8' : (declared ?? null)
}

function metaCharset(head: string): string | undefined {
  for (const [tag] of head.matchAll(/<meta[\s/][^>]*/gi)) {
    const label = /\bcharset\s*=\s*["']?\s*([^"'\s/>;]+)/i.exec(tag)?.[1]
    if (label) return label
  }
  return undefined
}

function decoderOf(label: string | null, fatal: boolean): TextDecoder | null {
  if (label === null) return null
  try {
    return new TextDecoder(label.trim(), { fatal, ignoreBOM: false })
  } catch {
    return null
  }
}
