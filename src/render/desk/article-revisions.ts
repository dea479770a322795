import source from '../../../templates/desk/article-revisions.html.mustache'
import around from '../../../templates/desk/partials/article-around.html.mustache'
import difference from '../../../templates/desk/partials/article-difference.html.mustache'
import line from '../../../templates/desk/partials/article-line.html.mustache'
import tellingPartial from '../../../templates/desk/partials/article-telling.html.mustache'
import { aroundOf } from './article-around.ts'
import { differenceOf } from './article-difference.ts'
import type { ArticleFields } from './article-fields.ts'
import { choice, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, {
  'article-around': around,
  'article-difference': difference,
  'article-line': line,
  'article-telling': tellingPartial,
})

export interface RevisionsPage {
  readonly id: string
  readonly current: number
  /** Of the current revision: what a change goes by. */
  readonly key: string
  readonly revisions: readonly {
    readonly revision: number
    readonly at: string
    readonly by: 'intake' | 'editor'
    readonly actor: string | null
    readonly correction: string | null
    /** Since when its text is kept no longer; null while it stands. */
    readonly bodyDroppedAt: string | null
  }[]
  /** Two of them side by side; null where there is one alone, or the same was asked for twice. */
  readonly compared: { readonly from: number; readonly to: number; readonly before: ArticleFields; readonly after: ArticleFields } | null
  /** Whether one that was asked for is not there. */
  readonly missing: boolean
  /** Texts of its source that wait for somebody to look. */
  readonly held: readonly { readonly key: string; readonly at: string; readonly fields: ArticleFields }[]
  /** The article as it is. */
  readonly fields: ArticleFields
  /** What was wrong with a form, by its name, and what stood in it. */
  readonly mistake: { readonly form: string; readonly detail: string; readonly change: string; readonly note: string } | null
}

/** The page of what an article went through. */
export function renderRevisions(frame: Frame, shown: RevisionsPage): string {
  const { id, current, key, compared, held, mistake } = shown
  const base = `/desk/articles/${id}`
  const telling = (form: string, note: string) => tellingView(form, key, note, mistake)
  const options = shown.revisions.map(
    ({ revision }) => [String(revision), revision === current ? `${revision}, the current one` : String(revision)] as const,
  )
  return render({
    ...frame,
    around: aroundOf(id, 'revisions', frame),
    problem: mistake && problemView(mistake.detail, [], () => ''),
    held: held.map((waiting) => ({
      heldKey: waiting.key,
      heldAt: when(waiting.at),
      differences: differenceOf(shown.fields, waiting.fields),
      accept: `${base}/held/${waiting.key}/accept`,
      dismiss: `${base}/held/${waiting.key}/dismiss`,
      open: `${base}?held=${waiting.key}`,
      telling: telling(`held-${waiting.key}`, 'The source has published a new version.'),
    })),
    compare: `${base}/revisions`,
    choices: [
      choice('from', 'From revision', options, String(compared?.from ?? current)),
      choice('to', 'To revision', options, String(compared?.to ?? current)),
    ],
    several: shown.revisions.length > 1,
    missing: shown.missing,
    compared: compared && {
      from: compared.from,
      to: compared.to,
      ...comparisonOf(compared),
      restore:
        compared.to === current || compared.after.body === ''
          ? null
          : {
              action: `${base}/revisions/${compared.to}/restore`,
              open: `${base}?revision=${compared.to}`,
              telling: telling(`restore-${compared.to}`, `Revision ${compared.to} was restored.`),
            },
    },
    revisions: shown.revisions.map(({ revision, at, by, actor, correction, bodyDroppedAt }) => ({
      revision,
      at: when(at),
      who: actor ?? (by === 'intake' ? 'its source' : 'an editor'),
      told: correction ?? (revision === 1 ? 'the first one' : 'minor'),
      isCurrent: revision === current,
      changes: revision > 1 ? `${base}/revisions?from=${revision - 1}&to=${revision}` : null,
      dropped: bodyDroppedAt === null ? null : when(bodyDroppedAt),
      back: revision === current || bodyDroppedAt !== null ? null : `${base}/revisions?from=${current}&to=${revision}`,
    })),
  })
}

/** Where the text of one is kept no longer, all but the body is compared. */
function comparisonOf({ before, after }: NonNullable<RevisionsPage['compared']>) {
  const textless = before.body === '' || after.body === ''
  return { textless, differences: differenceOf(textless ? { ...before, body: after.body } : before, after) }
}

/** For the partial `article-telling`: what readers are told of a change that is made with one button. */
function tellingView(form: string, key: string, note: string, mistake: RevisionsPage['mistake']) {
  const typed = mistake?.form === form ? mistake : null
  return {
    form,
    key,
    note: typed ? typed.note : note,
    isCorrection: typed ? typed.change === 'correction' : true,
    isMinor: typed?.change === 'minor',
  }
}
