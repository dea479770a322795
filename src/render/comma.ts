/** The commas of languages whose comma is not the Latin one (Unicode CLDR, the lists of names). */

const ARABIC = '، '
const IDEOGRAPHIC = '、'

const commas: Readonly<Record<string, string>> = {
  ar: ARABIC,
  ckb: ARABIC,
  fa: ARABIC,
  ja: IDEOGRAPHIC,
  ps: ARABIC,
  sd: ARABIC,
  ug: ARABIC,
  ur: ARABIC,
  zh: IDEOGRAPHIC,
}

/** A comma as a language writes it, with the space that follows it there. */
export function commaOf(language: string): string {
  const [base = ''] = language.split('-')
  return (Object.hasOwn(commas, base) ? commas[base] : undefined) ?? ', '
}
