import type { ArticleFields, RowList } from '../../render/desk/article-fields.ts'

/** What a button beside a row does to the form: without a script the form goes to the server and comes back changed. */

/** The changed form, and the id of the element to go on from. */
export interface Rearranged {
  readonly fields: ArticleFields
  readonly focus: string
}

const LISTS: Readonly<Record<string, RowList>> = { step: 'steps', point: 'points', quote: 'quotes', person: 'people' }

/** Carries out `point-up-2`, `quote-down-0`, `person-drop-1`, `step-add`; null for what is none of these. */
export function rearrange(fields: ArticleFields, act: string): Rearranged | null {
  const [, stem = '', what = '', number] = /^(step|point|quote|person)-(up|down|drop|add)(?:-(\d{1,3}))?$/.exec(act) ?? []
  const list = LISTS[stem]
  if (!list) return null
  const at = Number(number ?? 0)
  const length = fields[list].length
  const to = what === 'up' ? at - 1 : at + 1
  if (what === 'add') return { fields: appended(fields, list), focus: `${stem}-${length}` }
  if (at >= length) return { fields, focus: '' }
  if (what === 'drop') {
    const rest = edited(fields, list, (rows) => rows.toSpliced(at, 1))
    return { fields: rest, focus: length === 1 ? `add-${stem}` : `${stem}-${Math.min(at, length - 2)}` }
  }
  if (to < 0 || to >= length) return { fields, focus: `${stem}-${at}` }
  const atEnd = what === 'up' ? to === 0 : to === length - 1
  return { fields: edited(fields, list, (rows) => swapped(rows, at, to)), focus: atEnd ? `${stem}-${to}` : `${stem}-${what}-${to}` }
}

function appended(fields: ArticleFields, list: RowList): ArticleFields {
  switch (list) {
    case 'steps':
      return { ...fields, steps: [...fields.steps, { outlets: '', form: '', url: '' }] }
    case 'points':
      return { ...fields, points: [...fields.points, { text: '' }] }
    case 'quotes':
      return { ...fields, quotes: [...fields.quotes, { text: '', speaker: '', kind: 'direct' }] }
    case 'people':
      return { ...fields, people: [...fields.people, { name: '', role: '' }] }
  }
}

function edited(fields: ArticleFields, list: RowList, edit: <Row>(rows: readonly Row[]) => Row[]): ArticleFields {
  switch (list) {
    case 'steps':
      return { ...fields, steps: edit(fields.steps) }
    case 'points':
      return { ...fields, points: edit(fields.points) }
    case 'quotes':
      return { ...fields, quotes: edit(fields.quotes) }
    case 'people':
      return { ...fields, people: edit(fields.people) }
  }
}

function swapped<Row>(rows: readonly Row[], one: number, other: number): Row[] {
  return rows.map((row, index) => (index === one ? rows[other] : index === other ? rows[one] : row) ?? row)
}
