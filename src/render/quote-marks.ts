/** The primary quotation marks of languages (Unicode CLDR, "quotationStart" and "quotationEnd"; French spacing as in print). */

const ANGLED: readonly [string, string] = ['«', '»']
const LOW: readonly [string, string] = ['„', '“']
const LOW_HIGH: readonly [string, string] = ['„', '”']
const CORNER: readonly [string, string] = ['「', '」']
const SAME: readonly [string, string] = ['”', '”']

const marks: Readonly<Record<string, readonly [string, string]>> = {
  ar: ANGLED,
  be: ANGLED,
  bg: LOW,
  cs: LOW,
  da: SAME,
  de: LOW,
  el: ANGLED,
  es: ANGLED,
  et: LOW,
  fa: ANGLED,
  fi: SAME,
  fr: ['«\u202f', '\u202f»'],
  he: SAME,
  hr: LOW_HIGH,
  hu: LOW_HIGH,
  it: ANGLED,
  ja: CORNER,
  ka: LOW,
  lt: LOW,
  lv: ANGLED,
  nb: ANGLED,
  no: ANGLED,
  pl: LOW_HIGH,
  pt: ['“', '”'],
  ro: LOW_HIGH,
  ru: ANGLED,
  sk: LOW,
  sl: LOW,
  sr: LOW,
  sv: SAME,
  uk: ANGLED,
}

/** A text in the quotation marks of its language; English ones where it is not listed. */
export function quoted(text: string, language: string): string {
  const [base = ''] = language.split('-')
  const [open, close] = (Object.hasOwn(marks, base) ? marks[base] : undefined) ?? ['“', '”']
  return `${open}${restyled(text, open, close)}${close}`
}

/** The marks around the tag of an interrupted quotation (A," she said. "B) are of the same kind as the outer ones; straight ones within a text are somebody else's. */
function restyled(text: string, open: string, close: string): string {
  if (!/^[^"]*\S"\s/.test(text)) return text
  return text.replaceAll(/(^|[\s(—–])"/g, `$1${open}`).replaceAll('"', close)
}
