const NAMED: Readonly<Record<string, string>> = {
  colon: ':',
  tab: '\t',
  newline: '\n',
  lpar: '(',
  rpar: ')',
  bsol: '\\',
  sol: '/',
  num: '#',
  quest: '?',
}

/** What a browser makes of the start of a value, as far as an address can be hidden in it. */
export function decoded(literal: string): string {
  return literal
    .replace(/&#(?:x([0-9a-f]+)|(\d+));?/gi, (_all, hex: string | undefined, decimal: string | undefined) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
    .replace(/&(colon|tab|newline|lpar|rpar|bsol|sol|num|quest);/gi, (_all, name: string) => NAMED[name.toLowerCase()] ?? '')
    .replace(/[\u0000-\u0020]+/g, (white) => (white.includes(' ') ? ' ' : ''))
    .trim()
}
