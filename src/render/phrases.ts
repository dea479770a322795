import { isolated } from './bidi.ts'
import type { Forms } from './language.ts'
import { directionOf } from './locale.ts'

/** Makes phrases of words: puts names and numbers in, in the plural forms, digits and direction of one language. */

type Values = Readonly<Record<string, string>>

export interface Phrases {
  /** A phrase with its values in the place of `{key}`, each kept from turning what stands around it. */
  readonly fill: (phrase: string, values: Values) => string
  /** The same without marks of direction, for the subject of a mail. */
  readonly fillPlainly: (phrase: string, values: Values) => string
  /** The form that goes with a number, the number in it. */
  readonly count: (forms: Forms, n: number) => string
  readonly number: (n: number) => string
}

/** The phrases of a BCP 47 tag: its language, and its region's digits. */
export function phrasesOf(tag: string): Phrases {
  const direction = directionOf(tag)
  const rules = new Intl.PluralRules(tag)
  const digits = new Intl.NumberFormat(tag, { useGrouping: false })
  const number = (n: number) => digits.format(n)
  return {
    fill: (phrase, values) => put(phrase, (key) => isolated(values[key] ?? '', direction)),
    fillPlainly: (phrase, values) => put(phrase, (key) => values[key] ?? ''),
    count: (forms, n) => put(forms[rules.select(n)] ?? forms.other, () => number(n)),
    number,
  }
}

function put(phrase: string, valueOf: (key: string) => string): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (_match, key: string) => valueOf(key))
}
