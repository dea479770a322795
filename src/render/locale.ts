import { isolated } from './bidi.ts'

/** What depends on language and time zone and the platform knows: dates, lists, direction. No clock. */

/** Formatters of one language in one time zone. Making them costs more than a hundred uses, so they are kept. */
export interface Locale {
  readonly direction: 'ltr' | 'rtl'
  /** A calendar date such as "2026-01-31", with its weekday. */
  readonly day: (date: string) => string
  /** A moment, with its time zone. */
  readonly moment: (instant: string) => string
  /** Names as a list, each kept from turning the others around. */
  readonly list: (names: readonly string[]) => string
  /** The same in parts: each of the names by its place among them, and what stands between, whose place is null. */
  readonly parts: (names: readonly string[]) => readonly { readonly text: string; readonly place: number | null }[]
}

const locales = new Map<string, Locale>()
// Tags and zones come from stored records, so there are few; the bound is for a flood of made-up ones.
const MOST_LOCALES = 500

/** The formatters of a language in an IANA time zone. */
export function localeFor(language: string, timeZone: string): Locale {
  const key = `${language} ${timeZone}`
  let locale = locales.get(key)
  if (!locale) {
    if (locales.size >= MOST_LOCALES) locales.clear()
    locale = makeLocale([language, 'en'], timeZone)
    locales.set(key, locale)
  }
  return locale
}

function makeLocale(languages: [string, string], timeZone: string): Locale {
  const date = { year: 'numeric', month: 'long', day: 'numeric' } as const
  const day = new Intl.DateTimeFormat(languages, { ...date, weekday: 'long', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(languages, { ...date, hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone })
  const conjunction = new Intl.ListFormat(languages, { type: 'conjunction' })
  const direction = directionOf(languages[0])
  return {
    direction,
    day: (text) => glued(day.format(new Date(`${text}T00:00:00Z`))),
    moment: (instant) => glued(moment.format(new Date(instant))),
    list(names) {
      const apart = names.map((name) => isolated(name, direction))
      return apart.length === 1 ? (apart[0] ?? '') : conjunction.format(apart)
    },
    parts(names) {
      let place = 0
      return conjunction
        .formatToParts(names.map((name) => isolated(name, direction)))
        .map(({ type, value }) => ({ text: value, place: type === 'element' ? place++ : null }))
    },
  }
}

// What belongs to the number before it, and CLDR parts from it by a space: the Ukrainian word for a year, the Arabic halves of a day.
const GLUED = /(?<=\p{Nd}) (?=р\.|[صم](?: |$))/gu

function glued(text: string): string {
  return text.replace(GLUED, '\u00a0')
}

// The right-to-left scripts of the Unicode Character Database in modern use.
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi'])

/** The direction in which a language is written, by its script (BCP 47, UTS #35 likely subtags). */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'ltr'
  }
}
