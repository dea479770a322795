import type * as z from 'zod'
import { refuse, unprocessable, type Refusal } from '../../core/refusal.ts'
import { paragraphsOf, partsOf, type ArticleFields, type RowList } from '../../render/desk/article-fields.ts'
import { lockFlaws } from '../../render/desk/article-marks.ts'
import type { Form } from './form.ts'

/** The form of an article: as it came in, and as the article that it means. */

// More rows than an article may have, so that one too many is refused by name; a bound for a flood of made-up ones.
const MOST_ROWS = 120

/** What was typed. */
export function readFields(form: Form): ArticleFields {
  const rows = <Row>(first: string, read: (at: number) => Row): Row[] => {
    const list: Row[] = []
    for (let at = 0; at < MOST_ROWS && form.has(`${first}-${at}`); at += 1) list.push(read(at))
    return list
  }
  return {
    headline: form.text('headline'),
    dek: form.text('dek'),
    language: form.text('language'),
    url: form.text('url'),
    byline: form.text('byline'),
    publishedAt: form.text('publishedAt'),
    embargoUntil: form.text('embargoUntil'),
    steps: rows('step', (at) => ({
      outlets: form.text(`step-${at}`),
      form: form.text(`step-form-${at}`),
      url: form.text(`step-url-${at}`),
    })),
    topics: form.text('topics'),
    story: form.text('story'),
    points: rows('point', (at) => ({ text: form.text(`point-${at}`) })),
    quotes: rows('quote', (at) => ({
      text: form.text(`quote-${at}`),
      speaker: form.text(`quote-speaker-${at}`),
      kind: form.text(`quote-kind-${at}`),
    })),
    people: rows('person', (at) => ({ name: form.text(`person-${at}`), role: form.text(`person-role-${at}`) })),
    organisations: form.text('organisations'),
    places: form.text('places'),
    body: form.text('body'),
    visibility: form.text('visibility'),
  }
}

/** The fields without rows that nothing was typed into. */
export function withoutBlanks(fields: ArticleFields): ArticleFields {
  return {
    ...fields,
    steps: fields.steps.filter(({ outlets, url }) => outlets.trim() || url.trim()),
    points: fields.points.filter(({ text }) => text.trim()),
    quotes: fields.quotes.filter(({ text, speaker }) => text.trim() || speaker.trim()),
    people: fields.people.filter(({ name, role }) => name.trim() || role.trim()),
  }
}

/** The article that the fields mean, to be checked by its schema. All is said, so nothing is derived. */
export function toInput(fields: ArticleFields): Record<string, unknown> {
  return {
    headline: fields.headline,
    dek: orNull(fields.dek),
    language: fields.language.trim(),
    url: orNull(fields.url),
    byline: partsOf(fields.byline, /\n/),
    publishedAt: toInstant(fields.publishedAt),
    embargoUntil: toInstant(fields.embargoUntil),
    attribution: fields.steps.map(({ outlets, form, url }) => ({
      outlets: partsOf(outlets, /[;؛]/),
      form: orNull(form),
      url: orNull(url),
    })),
    topics: partsOf(fields.topics, /[,،\s]+/),
    story: orNull(fields.story),
    points: fields.points,
    quotes: fields.quotes.map(({ text, speaker, kind }) => ({ text, speaker: orNull(speaker), kind })),
    people: fields.people.map(({ name, role }) => ({ name, role: orNull(role) })),
    organisations: partsOf(fields.organisations, /\n/),
    places: partsOf(fields.places, /\n/),
    body: paragraphsOf(fields.body),
    visibility: fields.visibility,
  }
}

/** Why the fields are no article: what breaks the schema, and what the quote lock would refuse then. */
export function refuseFields(fields: ArticleFields, error: z.ZodError): Refusal {
  return unprocessable([...refuse(error).flaws, ...lockFlaws(paragraphsOf(fields.body), fields.quotes)])
}

const FIELD_OF_LIST: Readonly<Record<string, RowList>> = { attribution: 'steps', points: 'points', quotes: 'quotes', people: 'people' }
const STEMS: Readonly<Record<RowList, string>> = { steps: 'step', points: 'point', quotes: 'quote', people: 'person' }

/** The form's field that a flaw's pointer means. */
export function fieldOf(pointer: string): string {
  const [, name = '', at, part = ''] = pointer.split('/')
  const list = Object.hasOwn(FIELD_OF_LIST, name) ? FIELD_OF_LIST[name] : undefined
  if (name === 'minor') return 'change-minor'
  if (name === '') return ''
  if (!list || at === undefined) return list ? `add-${STEMS[list]}` : name
  return ['form', 'url', 'speaker', 'kind', 'role'].includes(part) ? `${STEMS[list]}-${part}-${at}` : `${STEMS[list]}-${at}`
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

/** A time without an offset is one in UTC, as the form says. */
function toInstant(text: string): string | null {
  const local = /^\s*(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*$/.exec(text)
  return local ? `${local[1]}${local[2] ?? ':00'}Z` : orNull(text)
}
