import { Language, WebUrl } from '../core/field.ts'
import { outletName } from '../core/outlet.ts'
import { jsonPointer } from '../core/refusal.ts'
import type { Flaw } from '../core/result.ts'
import { toSlug } from '../core/slug.ts'
import { fieldNamed, ownFieldNamed, type Field } from './front-matter-names.ts'
import { isAddress, namesOf, plainValue, textsOf } from './front-matter-values.ts'
import type { Outlet } from './outlet-step.ts'
import { liesAhead, readMoment } from './page-date.ts'

/** The fields of front matter as an article's. No I/O, no clock. */

export interface FrontMatter {
  /** By the names of an article's fields. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly outlet: Outlet | null
  readonly warnings: readonly Flaw[]
}

const MOST_WARNINGS = 50

interface Said {
  readonly key: string
  readonly values: readonly string[]
}

/** What of it is an article's; keys that name nothing are ignored, with a warning. */
export function fieldsOf(entries: readonly (readonly [string, unknown])[], address: string | null, now: string): FrontMatter {
  const warnings: Flaw[] = []
  const warn = (key: string, detail: string) => {
    if (warnings.length < MOST_WARNINGS) warnings.push({ pointer: jsonPointer([key]), detail })
  }
  const fields: Record<string, unknown> = {}
  for (const [key, value] of entries) {
    const name = ownFieldNamed(key)
    if (name !== null && value !== null) fields[name] = plainValue(value)
    else if (name === null && fieldNamed(key) === null) warn(key, 'it names no field of an article, and is ignored')
  }
  const said = (field: Field) => saidOf(entries, field)
  const [headline] = said('headline')
  const [dek] = said('dek')
  const [byline] = said('byline')
  const topics = topicsOf(said('topics'), warn)
  const url = addressOf([...said('url'), ...said('outlet')], address)
  const language = said('language').flatMap(({ values }) => values.map((tag) => tag.replaceAll('_', '-')).filter(isLanguage))
  const published = momentOf(said('publishedAt')[0], now, warn)
  for (const { key, values } of said('url'))
    if (url === null) warn(key, `its address "${shown(values[0])}" is no web address, and is dropped`)
  for (const { key, values } of said('language'))
    if (language.length === 0) warn(key, `"${shown(values[0])}" is no language tag, and is ignored`)
  if (headline) fields['headline'] = headline.values.join(' ')
  if (dek) fields['dek'] = dek.values.join(' ')
  if (byline) fields['byline'] = namesOf(byline.values)
  if (topics.length > 0) fields['topics'] = topics
  if (url !== null) fields['url'] = url
  if (language[0] !== undefined) fields['language'] = language[0]
  if (published !== null) fields['publishedAt'] = published
  return { fields, outlet: outletOf(entries), warnings }
}

/** What the keys of a field say, the most trusted first; an empty one says nothing. */
function saidOf(entries: readonly (readonly [string, unknown])[], field: Field): Said[] {
  return entries
    .flatMap(([key, value]) => {
      const named = fieldNamed(key)
      const values = named?.field === field ? textsOf(value) : []
      return named && values.length > 0 ? [{ key, values, rank: named.rank }] : []
    })
    .toSorted((a, b) => a.rank - b.rank)
}

function topicsOf(said: readonly Said[], warn: (key: string, detail: string) => void): string[] {
  const slugs = said.flatMap(({ key, values }) =>
    values.flatMap((name) => {
      const slug = toSlug(name.normalize('NFD').replace(/\p{M}+/gu, ''))
      if (slug === '') warn(key, `its topic "${shown(name)}" has no letter of the Latin alphabet, and is left out`)
      return slug === '' ? [] : [slug]
    }),
  )
  return [...new Set(slugs)].slice(0, 20)
}

function addressOf(said: readonly Said[], address: string | null): string | null {
  for (const text of said.flatMap(({ key, values }) => (fieldNamed(key)?.field === 'url' ? values : values.filter(isAddress)))) {
    const resolved = /\s/.test(text) ? null : URL.parse(text, address ?? undefined)
    const parsed = resolved ? WebUrl.safeParse(resolved.href) : null
    if (parsed?.success) return parsed.data
  }
  return null
}

function momentOf(said: Said | undefined, now: string, warn: (key: string, detail: string) => void): string | null {
  if (!said) return null
  const [text = ''] = said.values
  const instant = readMoment(text)?.instant ?? null
  if (instant === null) warn(said.key, `its date "${shown(text)}" cannot be read`)
  else if (liesAhead(instant, now)) warn(said.key, `its date "${shown(text)}" lies in the future`)
  else return instant
  return null
}

/** Who published it; web clippers give a page's address for its source. */
function outletOf(entries: readonly (readonly [string, unknown])[]): Outlet | null {
  const name = saidOf(entries, 'outlet').flatMap(({ values }) => values.filter((text) => !isAddress(text)))[0]
  return name !== undefined && name.length <= 120 && /\p{L}/u.test(name) ? { name: outletName(name), url: null } : null
}

function isLanguage(tag: string): boolean {
  return Language.safeParse(tag).success
}

function shown(text: string | undefined): string {
  return (text ?? '').slice(0, 60).toWellFormed()
}
