import { english } from '../../src/render/languages/en.ts'

/** What a language's file lacks, by the measure of the English one: each lack with its key, in the order of the file. */
export function lackOf(language: object): string[] {
  const tag = String(Reflect.get(language, 'tag'))
  return compare(english, language, '', { rules: new Intl.PluralRules(tag), isEnglish: tag === 'en' })
}

interface Measure {
  readonly rules: Intl.PluralRules
  readonly isEnglish: boolean
}

function compare(model: object, own: object, path: string, measure: Measure): string[] {
  const of = (key: string) => (path ? `${path}.${key}` : key)
  return [
    ...Object.entries(model).flatMap(([key, value]: [string, unknown]) => {
      const given: unknown = Reflect.get(own, key)
      if (typeof value === 'string') return compareText(value, given, of(key), measure)
      if (!isObject(value)) return []
      return isForms(value)
        ? compareForms(value.other, isObject(given) ? given : {}, of(key), measure)
        : compare(value, isObject(given) ? given : {}, of(key), measure)
    }),
    ...Object.keys(own).flatMap((key) => (key in model ? [] : [`${of(key)} is in no other language`])),
  ]
}

// Names that are the same in every language.
const SAME_EVERYWHERE = new Set(['tag', 'labels.site', 'formats.md', 'formats.json'])

function compareText(model: string, own: unknown, at: string, { isEnglish }: Measure): string[] {
  if (typeof own !== 'string') return [`${at} is missing`]
  if (own.trim() === '') return [`${at} is empty`]
  const says = /\p{L}/u.test(model.replaceAll(/\{\w+\}/g, ''))
  const untranslated = own === model && says && !isEnglish && !SAME_EVERYWHERE.has(at)
  return [
    ...(untranslated ? [`${at} is "${own.length > 50 ? `${own.slice(0, 50)}…` : own}", as in English`] : []),
    ...valuesOf(model).flatMap((value) => (valuesOf(own).includes(value) ? [] : [`${at} does not hold {${value}}`])),
    ...valuesOf(own).flatMap((value) => (valuesOf(model).includes(value) ? [] : [`${at} holds {${value}}, which nothing gives`])),
  ]
}

function compareForms(model: string, own: object, at: string, measure: Measure): string[] {
  const { pluralCategories } = measure.rules.resolvedOptions()
  return [
    ...pluralCategories.toSorted().flatMap((category) => {
      const form: unknown = Reflect.get(own, category)
      if (form === undefined) return [`${at} has no form for "${category}"`]
      const numbers = numbersOf(category, measure.rules)
      const silent = typeof form === 'string' && !form.includes('{n}')
      if (silent && numbers.length > 1) return [`${at}.${category} does not say the number, which may be ${numbers.slice(0, 3).join(', ')}`]
      // One number alone may be said in words.
      return compareText(silent ? model.replace('{n}', '') : model, form, `${at}.${category}`, measure)
    }),
    ...Object.keys(own).flatMap((category) =>
      pluralCategories.some((known) => known === category) ? [] : [`${at} has a form for "${category}", which the language does not know`],
    ),
  ]
}

function numbersOf(category: string, rules: Intl.PluralRules): number[] {
  return Array.from({ length: 200 }, (_, number) => number).filter((number) => rules.select(number) === category)
}

function valuesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, value = '']) => value))]
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

// Every set of plural forms has one for numbers that no other is for.
function isForms(value: object): value is { readonly other: string } {
  return Object.keys(value).some((key) => key === 'one')
}
