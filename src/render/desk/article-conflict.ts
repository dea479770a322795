import { differenceOf, FIELD_TITLES, sameField } from './article-difference.ts'
import type { ArticleFields } from './article-fields.ts'
import type { LineChange } from './word-changes.ts'

/** What two editors did to one article at the same time. */
export interface Conflicting {
  /** The key of the revision that the second of them opened. */
  readonly key: string
  /** The story that it was of then. */
  readonly story: string
  /** What the second of them opened; null where that is not known. */
  readonly opened: ArticleFields | null
  /** What is stored now. */
  readonly stored: ArticleFields
  readonly revision: number
  /** Who stored it; null where nobody here did. */
  readonly actor: string | null
  /** `mine` or `stored`, as far as it was chosen for a field. */
  readonly chosen: (field: string) => string
}

/** For the partial `article-conflict`. */
export interface ConflictView {
  readonly openedKey: string
  readonly openedStory: string
  readonly by: string
  readonly storedRevision: number
  readonly conflicts: readonly {
    readonly field: string
    readonly title: string
    /** What the others changed, and what whoever is asked did. */
    readonly theirs: readonly LineChange[]
    readonly mine: readonly LineChange[]
    /** What is suggested: theirs where only they changed it. */
    readonly takeTheirs: boolean
  }[]
}

/** The fields in which what was written is not what is stored. Where only the others changed one, theirs is suggested, so that nobody's work is undone unseen. */
export function conflictView({ key, story, opened, stored, revision, actor, chosen }: Conflicting, mine: ArticleFields): ConflictView {
  const before = opened ?? stored
  const [theirs, ours] = [differenceOf(before, stored), differenceOf(before, mine)]
  const linesOf = (difference: typeof theirs, field: string) => difference.find((one) => one.field === field)?.lines ?? []
  return {
    openedKey: key,
    openedStory: story,
    by: actor ?? 'somebody',
    storedRevision: revision,
    conflicts: FIELD_TITLES.filter(([field]) => !sameField(stored, mine, field)).map(([field, title]) => ({
      field,
      title,
      theirs: linesOf(theirs, field),
      mine: linesOf(ours, field),
      takeTheirs: chosen(field) === 'stored' || (chosen(field) === '' && opened !== null && sameField(opened, mine, field)),
    })),
  }
}

/** What was written, with those fields as they are stored that are to be. */
export function takeStored(mine: ArticleFields, stored: ArticleFields, taken: (field: keyof ArticleFields) => boolean): ArticleFields {
  const pick = <Field extends keyof ArticleFields>(field: Field): ArticleFields[Field] => (taken(field) ? stored : mine)[field]
  return {
    headline: pick('headline'),
    dek: pick('dek'),
    language: pick('language'),
    url: pick('url'),
    byline: pick('byline'),
    publishedAt: pick('publishedAt'),
    embargoUntil: pick('embargoUntil'),
    steps: pick('steps'),
    topics: pick('topics'),
    story: pick('story'),
    points: pick('points'),
    quotes: pick('quotes'),
    people: pick('people'),
    organisations: pick('organisations'),
    places: pick('places'),
    body: pick('body'),
    visibility: pick('visibility'),
  }
}
