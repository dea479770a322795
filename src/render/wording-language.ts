import { directionOf } from './locale.ts'
import type { View } from './view.ts'
import type { Wording } from './wording.ts'

/** The language of the fixed words where it is not the text's; null where it is. "en-GB" is spoken by the English wording. */
export function wordingLanguageOf(language: string, wording: Wording): View['wordingLanguage'] {
  const isSame = language === wording.language || language.startsWith(`${wording.language}-`)
  return isSame ? null : { tag: wording.language, dir: directionOf(wording.language) }
}
