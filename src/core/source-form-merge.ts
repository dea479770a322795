import type { RuleForm, SourceForm } from './source-form.ts'

/** What an editor wrote, on top of what others did to the same source meanwhile: a colleague, or the poll that learns a feed's title. */

export interface MergedSource {
  /** What the editor changed as they wrote it, and the rest as it is stored. */
  readonly form: SourceForm
  /** What both changed, each in their own way. */
  readonly clashes: readonly Clash[]
}

export interface Clash {
  readonly label: string
  readonly theirs: string
  readonly mine: string
}

/** `seen` is the form as it was opened, `mine` as it was sent back. */
export function mergeSource(seen: SourceForm, stored: SourceForm, mine: SourceForm): MergedSource {
  const pick = <Field extends keyof SourceForm>(field: Field): SourceForm[Field] =>
    same(mine[field], seen[field]) ? stored[field] : mine[field]
  const isClash = (field: keyof SourceForm) =>
    !same(mine[field], seen[field]) && !same(stored[field], seen[field]) && !same(mine[field], stored[field])
  return {
    form: {
      url: pick('url'),
      title: pick('title'),
      outlet: pick('outlet'),
      topics: pick('topics'),
      rules: pick('rules'),
      interval: pick('interval'),
      fetchPages: pick('fetchPages'),
    },
    clashes: LABELS.filter(([field]) => isClash(field)).map(([field, label]) => ({
      label,
      theirs: inWords(stored[field]),
      mine: inWords(mine[field]),
    })),
  }
}

const LABELS: readonly (readonly [field: keyof SourceForm, label: string])[] = [
  ['url', 'Address'],
  ['title', 'Title'],
  ['outlet', 'Outlet'],
  ['topics', 'Topics'],
  ['rules', 'Rules'],
  ['interval', 'Interval'],
  ['fetchPages', 'Fetches pages'],
]

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function inWords(value: string | boolean | readonly RuleForm[]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  return value.map(({ topic, words, categories }) => `${topic}: ${[words, categories].join('\n').trim().replaceAll('\n', ', ')}`).join('\n')
}
