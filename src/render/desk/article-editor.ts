import source from '../../../templates/desk/article.html.mustache'
import add from '../../../templates/desk/partials/article-add.html.mustache'
import around from '../../../templates/desk/partials/article-around.html.mustache'
import conflict from '../../../templates/desk/partials/article-conflict.html.mustache'
import fieldRow from '../../../templates/desk/partials/article-field-row.html.mustache'
import line from '../../../templates/desk/partials/article-line.html.mustache'
import moves from '../../../templates/desk/partials/article-moves.html.mustache'
import passage from '../../../templates/desk/partials/article-passage.html.mustache'
import type { Flaw } from '../../core/result.ts'
import { Language } from '../../core/field.ts'
import { aroundOf } from './article-around.ts'
import { conflictView, type Conflicting } from './article-conflict.ts'
import { evidenceOf } from './article-evidence.ts'
import { paragraphsOf, type ArticleFields } from './article-fields.ts'
import { verdictsOf } from './article-marks.ts'
import { particularsOf } from './article-particulars.ts'
import { personRow, pointRow, quoteRow, stepRow, type Wrong } from './article-rows.ts'
import { check, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, {
  'article-add': add,
  'article-around': around,
  'article-conflict': conflict,
  'article-field-row': fieldRow,
  'article-line': line,
  'article-moves': moves,
  'article-passage': passage,
})

export interface EditorPage {
  readonly fields: ArticleFields
  /** The stored article that is edited; null for a draft. */
  readonly stored: Stored | null
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[]; readonly fieldOf: (pointer: string) => string } | null
  /** What somebody else has stored since this one was opened. */
  readonly conflict: Conflicting | null
  /** How readers are told, as far as it was chosen. */
  readonly change: { readonly kind: string; readonly note: string }
  /** Whether it holds what is not stored. */
  readonly unsaved: boolean
  readonly focus: string | null
  /** What of a draft's document was not taken as it stands. */
  readonly warnings: readonly string[]
  readonly similar: readonly { readonly id: string; readonly headline: string; readonly kind: string }[]
}

export interface Stored {
  readonly id: string
  /** Of the revision that the editor has seen: what a save goes by. */
  readonly key: string
  /** The story that it was of then. */
  readonly story: string | null
  /** Texts of its source that wait for somebody to look. */
  readonly held: number
}

const BODY_HINT = 'A blank line between paragraphs. Points and quotations are looked up in it anew.'
const TEXT_DROPPED = 'It was dropped when the period ended for which texts are kept. To change the article, put the text in again.'

/** The page on which an article is written: its structure, and beside it the body that all of it has to stand in. */
export function renderEditor(frame: Frame, shown: EditorPage): string {
  const { fields, stored, problem, focus } = shown
  const body = paragraphsOf(fields.body)
  const { points, quotes, marks } = verdictsOf(body, fields.points, fields.quotes)
  const wrong = wrongOf(problem)
  const rows = <Row, View>(list: readonly Row[], view: (row: Row, standing: { at: number; count: number; focus: string | null }) => View) =>
    list.map((row, at) => view(row, { at, count: list.length, focus }))
  return render({
    ...frame,
    around: stored && aroundOf(stored.id, 'edit', frame),
    problem: problem && problemView(problem.detail, withVerdicts(problem.flaws, quotes), problem.fieldOf),
    conflict: shown.conflict && conflictView(shown.conflict, fields),
    warnings: shown.warnings.map((warning) => ({ warning })),
    similar: shown.similar.map(({ id, headline, kind }) => ({ address: `/desk/articles/${id}`, alike: headline, kind })),
    action: stored ? `/desk/articles/${stored.id}` : '/desk/articles/new/draft',
    stored: stored && { key: stored.key, story: stored.story ?? '' },
    heldHere: stored && stored.held > 0 ? { address: `/desk/articles/${stored.id}/revisions` } : null,
    bodyGone: stored !== null && body.length === 0 && !shown.unsaved,
    unsaved: shown.unsaved,
    readOnly: !frame.can.write,
    first: [field('headline', 'Headline', fields.headline, { required: true, error: wrong('headline') })],
    dekField: field('dek', 'Dek', fields.dek, { hint: 'One or two sentences under the headline.', rows: 2, error: wrong('dek') }),
    pointRows: rows(fields.points, (row, standing) => pointRow(row, points[standing.at], standing, wrong)),
    quoteRows: rows(fields.quotes, (row, standing) => quoteRow(row, quotes[standing.at], standing, wrong)),
    personRows: rows(fields.people, (row, standing) => personRow(row, standing, wrong)),
    stepRows: rows(fields.steps, (row, standing) => stepRow(row, standing, wrong)),
    adds: {
      point: { stem: 'point', text: 'Add a point', focus: focus === 'add-point' },
      quote: { stem: 'quote', text: 'Add a quotation', focus: focus === 'add-quote' },
      person: { stem: 'person', text: 'Add a person', focus: focus === 'add-person' },
      step: { stem: 'step', text: 'Add a step', focus: focus === 'add-step' },
    },
    nameAreas: [
      field('organisations', 'Organisations', fields.organisations, { hint: 'One a line.', error: wrong('organisations') }),
      field('places', 'Places', fields.places, { hint: 'One a line.', error: wrong('places') }),
    ],
    ...particularsOf(fields, wrong),
    bodyArea: field('body', 'Body', fields.body, {
      hint: shown.stored && !shown.unsaved && body.length === 0 ? TEXT_DROPPED : BODY_HINT,
      rows: 16,
      required: true,
      error: wrong('body'),
    }),
    bodyOpen: wrong('body') !== null || body.length === 0,
    evidence: evidenceOf(body, marks),
    languageTag: Language.safeParse(fields.language).success ? fields.language : null,
    changeChoices: [
      check('change', 'A correction: readers are told', shown.change.kind === 'correction', { value: 'correction' }),
      check('change', 'Minor: nothing that a reader needs to be told', shown.change.kind === 'minor', { value: 'minor' }),
    ],
    changeError: wrong('change-minor'),
    correctionField: field('correction', 'What was wrong and is now right', shown.change.note, {
      hint: 'Stands above the article, and above every edition and share that carries it.',
      error: wrong('correction'),
    }),
  })
}

function wrongOf(problem: EditorPage['problem']): Wrong {
  if (!problem) return () => null
  const details = new Map<string, string>()
  for (const { pointer, detail } of problem.flaws) {
    const name = problem.fieldOf(pointer)
    details.set(name, details.has(name) ? `${details.get(name)}; ${detail}` : detail)
  }
  return (name) => details.get(name) ?? null
}

/** The desk counts paragraphs from 1, as people do: of a quotation it says what stands beside it. */
function withVerdicts(flaws: readonly Flaw[], quotes: readonly { readonly stands: boolean; readonly detail: string }[]): Flaw[] {
  return flaws.map((flaw) => {
    const [, at] = /^\/quotes\/(\d+)\/text$/.exec(flaw.pointer) ?? []
    const verdict = at === undefined ? undefined : quotes[Number(at)]
    return verdict?.stands === false ? { ...flaw, detail: verdict.detail } : flaw
  })
}
