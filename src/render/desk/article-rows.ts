import { AttributionForm } from '../../core/article.ts'
import type { PersonFields, PointFields, QuoteFields, StepFields } from './article-fields.ts'
import type { Verdict } from './article-marks.ts'
import { choice, field, type ChoiceView, type FieldView } from './field.ts'

/** The rows of the article form: each with its fields, and buttons that move and drop it. */

/** What all rows have. `stem` and `number` name the row for its buttons. */
interface RowView {
  readonly row: string
  readonly rowTitle: string
  readonly moves: readonly {
    readonly act: string
    readonly text: string
    readonly title: string
    readonly off: boolean
    readonly focus: boolean
  }[]
}

export interface PassageView extends RowView {
  readonly kind: 'point' | 'quote'
  readonly label: string
  readonly words: string
  readonly wrong: boolean
  readonly focused: boolean
  readonly verdict: string
  /** Off to where it stands in the body; null where it does not. */
  readonly mark: string | null
  /** Of a quotation. */
  readonly speaker: FieldView | null
  readonly form: ChoiceView | null
}

export interface FieldRowView extends RowView {
  readonly inputs: readonly (FieldView & { readonly focused: boolean })[]
  readonly form: ChoiceView | null
}

/** What is wrong with a field, by its name; null for nothing. */
export type Wrong = (name: string) => string | null

/** Where a row stands in its list, and what has the focus after it was moved. */
interface Standing {
  readonly at: number
  readonly count: number
  readonly focus: string | null
}

export function pointRow({ text }: PointFields, verdict: Verdict | undefined, standing: Standing, wrong: Wrong): PassageView {
  return { ...passage('point', text, verdict, standing, wrong), speaker: null, form: null }
}

export function quoteRow(
  { text, speaker, kind }: QuoteFields,
  verdict: Verdict | undefined,
  standing: Standing,
  wrong: Wrong,
): PassageView {
  const { at } = standing
  return {
    ...passage('quote', text, verdict, standing, wrong),
    speaker: field(`quote-speaker-${at}`, 'Speaker', speaker, { error: wrong(`quote-speaker-${at}`) }),
    form: choice(`quote-kind-${at}`, 'Kind', KINDS, kind, { error: wrong(`quote-kind-${at}`) }),
  }
}

const KINDS = [
  ['direct', 'direct, in quotation marks'],
  ['reported', 'reported, without marks'],
] as const

export function personRow({ name, role }: PersonFields, standing: Standing, wrong: Wrong): FieldRowView {
  const { at } = standing
  return {
    ...rowOf('person', 'Person', standing),
    inputs: inputs(standing, [
      field(`person-${at}`, 'Name', name, { error: wrong(`person-${at}`) }),
      field(`person-role-${at}`, 'Role', role, { error: wrong(`person-role-${at}`) }),
    ]),
    form: null,
  }
}

export function stepRow({ outlets, form, url }: StepFields, standing: Standing, wrong: Wrong): FieldRowView {
  const { at } = standing
  return {
    ...rowOf('step', 'Step', standing),
    inputs: inputs(standing, [
      field(`step-${at}`, 'Outlets', outlets, { error: wrong(`step-${at}`) }),
      field(`step-url-${at}`, 'Address', url, { error: wrong(`step-url-${at}`), dir: 'ltr' }),
    ]),
    form: choice(`step-form-${at}`, 'What it was', FORMS, form, { error: wrong(`step-form-${at}`) }),
  }
}

function inputs({ focus }: Standing, fields: readonly FieldView[]): FieldRowView['inputs'] {
  return fields.map((one) => ({ ...one, focused: one.name === focus }))
}

const FORMS: readonly (readonly [string, string])[] = [['', 'not said'], ...AttributionForm.options.map((form) => [form, form] as const)]

function passage(kind: 'point' | 'quote', text: string, verdict: Verdict | undefined, standing: Standing, wrong: Wrong) {
  const row = `${kind}-${standing.at}`
  const error = wrong(row)
  return {
    ...rowOf(kind, kind === 'point' ? 'Point' : 'Quotation', standing),
    kind,
    label: kind === 'point' ? 'Point' : 'Quotation',
    words: text,
    wrong: error !== null || (kind === 'quote' && verdict?.stands === false),
    focused: standing.focus === row,
    verdict: kind === 'quote' && verdict?.stands === false ? verdict.detail : (error ?? verdict?.detail ?? ''),
    mark: verdict?.paragraph == null ? null : `#body-${row}`,
  }
}

function rowOf(stem: string, title: string, { at, count, focus }: Standing): RowView {
  const move = (what: string, text: string, off: boolean) => ({
    act: `${stem}-${what}-${at}`,
    text,
    title: `${title} ${at + 1}`,
    off,
    focus: focus === `${stem}-${what}-${at}`,
  })
  return {
    row: `${stem}-${at}`,
    rowTitle: `${title} ${at + 1}`,
    moves: [move('up', 'Up', at === 0), move('down', 'Down', at === count - 1), move('drop', 'Drop', false)],
  }
}
