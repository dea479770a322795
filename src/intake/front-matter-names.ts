/** What the fields of front matter are called: by an article's own names, and as Hugo, Jekyll, Ghost and web clippers call them. */

export type Field = 'headline' | 'dek' | 'publishedAt' | 'byline' | 'language' | 'url' | 'topics' | 'outlet'

// In their order of trust.
const NAMES: readonly (readonly [Field, string])[] = [
  ['headline', 'headline title'],
  ['dek', 'dek description summary subtitle subheadline standfirst excerpt customexcerpt'],
  ['publishedAt', 'publishedat published datepublished publishdate publicationdate pubdate date'],
  ['byline', 'byline authors author by'],
  ['language', 'language lang locale'],
  ['url', 'canonicalurl canonical originalurl sourceurl url permalink link'],
  ['topics', 'topics topic tags categories category keywords'],
  ['outlet', 'outlet publisher publication source site'],
]

const names = new Map(NAMES.flatMap(([field, list]) => list.split(' ').map((name, rank) => [name, { field, rank }] as const)))

// Taken as they stand, and checked as an article's are.
const own = new Map(
  ['embargoUntil', 'attribution', 'story', 'points', 'quotes', 'people', 'organisations', 'places', 'visibility'].map(
    (name) => [fold(name), name] as const,
  ),
)

/** The field that a key names, and how little it is trusted among its names; null where it names none. */
export function fieldNamed(key: string): { readonly field: Field; readonly rank: number } | null {
  return names.get(fold(key)) ?? null
}

/** The article's own field that a key names and that is taken as it stands. */
export function ownFieldNamed(key: string): string | null {
  return own.get(fold(key)) ?? null
}

/** Whether a key says anything of an article. */
export function isFieldName(key: string): boolean {
  return names.has(fold(key)) || own.has(fold(key))
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[\s_-]/g, '')
}
