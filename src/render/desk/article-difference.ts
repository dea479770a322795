import { paragraphsOf, partsOf, type ArticleFields } from './article-fields.ts'
import { lineChanges, wordChanges, type LineChange } from './word-changes.ts'

/** The difference between two versions of an article, field by field. */

export interface FieldDifference {
  readonly field: keyof ArticleFields
  readonly title: string
  readonly lines: readonly LineChange[]
}

/** The fields as people call them, in the order in which a difference shows them. */
export const FIELD_TITLES: readonly (readonly [field: keyof ArticleFields, title: string])[] = [
  ['headline', 'Headline'],
  ['dek', 'Dek'],
  ['points', 'Points'],
  ['quotes', 'Quotations'],
  ['people', 'People'],
  ['organisations', 'Organisations'],
  ['places', 'Places'],
  ['steps', 'Attribution'],
  ['byline', 'Byline'],
  ['language', 'Language'],
  ['url', 'Address'],
  ['publishedAt', 'Published'],
  ['embargoUntil', 'Embargo'],
  ['topics', 'Topics'],
  ['story', 'Story'],
  ['visibility', 'Visibility'],
  ['body', 'Body'],
]

/** The fields in which they differ. */
export function differenceOf(before: ArticleFields, after: ArticleFields): FieldDifference[] {
  return FIELD_TITLES.flatMap(([field, title]) => {
    const [old, now] = [linesOf(before, field), linesOf(after, field)]
    if (sameLines(old, now)) return []
    const single = old.length <= 1 && now.length <= 1
    const lines = single ? [{ changes: wordChanges(old[0] ?? '', now[0] ?? ''), skipped: null }] : lineChanges(old, now)
    return [{ field, title, lines }]
  })
}

/** Whether a field is the same in both. */
export function sameField(one: ArticleFields, other: ArticleFields, field: keyof ArticleFields): boolean {
  return sameLines(linesOf(one, field), linesOf(other, field))
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index])
}

function linesOf(fields: ArticleFields, field: keyof ArticleFields): string[] {
  switch (field) {
    case 'body':
      return paragraphsOf(fields.body)
    case 'points':
      return written(fields.points.map(({ text }) => text))
    case 'quotes':
      return written(
        fields.quotes.map(({ text, speaker, kind }) => (text || speaker ? `${text} — ${speaker || 'nobody named'} (${kind})` : '')),
      )
    case 'people':
      return written(fields.people.map(({ name, role }) => (role ? `${name}, ${role}` : name)))
    case 'steps':
      return written(fields.steps.map(({ outlets, form, url }) => [outlets, form && `(${form})`, url].filter(Boolean).join(' ')))
    case 'topics':
      return written([partsOf(fields.topics, /[,\s]+/).join(', ')])
    default:
      return partsOf(fields[field], /\n/)
  }
}

function written(lines: readonly string[]): string[] {
  return lines.map((text) => text.trim()).filter(Boolean)
}
