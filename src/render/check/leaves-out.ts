import type { TemplateFormat } from '../../core/template.ts'

/** What every built-in template shows for a reason, and one of somebody's own may leave out: it is told of it. */

interface Promise {
  /** Applies to a template that shows a field whose path ends so; to all where left out. */
  readonly showing?: string
  readonly needs: string
  readonly formats?: readonly TemplateFormat[]
  readonly detail: string
}

const PROMISES: readonly Promise[] = [
  { showing: 'articles.headline', needs: 'articles.chain.text', detail: 'It does not show who had an article from whom ("chain").' },
  {
    showing: 'articles.headline',
    needs: 'articles.correctedSince.note',
    detail: 'It does not show what was corrected since an edition was frozen ("correctedSince").',
  },
  { showing: 'articles.headline', needs: 'articles.corrections.note', detail: 'It does not show what was corrected ("corrections").' },
  {
    showing: 'articles.headline',
    needs: 'stories.withdrawn',
    detail: 'It does not say where an article was withdrawn ("withdrawn" of a story).',
  },
  {
    showing: 'points.text',
    needs: 'points.verbatim',
    detail: 'It does not mark the points that are in an editor’s own words ("verbatim" of a point, and "labels.ownWords").',
  },
  { needs: 'withdrawn', detail: 'It does not say that an edition was withdrawn ("withdrawn").' },
  { needs: 'empty', detail: 'It does not say that a briefing is empty ("empty").' },
  {
    needs: 'letter.notice',
    formats: ['mail', 'txt'],
    detail: 'It does not say that a mail is a test or a correction ("letter.notice").',
  },
  {
    needs: 'letter.unsubscribe.address',
    formats: ['mail', 'txt'],
    detail: 'It does not show where a subscription ends ("letter.unsubscribe.address"), so mails get that at their end.',
  },
]

/** A sentence for each of these that a template leaves out, by the paths of the fields that it uses. */
export function leftOut(format: TemplateFormat, used: ReadonlySet<string>): string[] {
  const uses = (ending: string) => [...used].some((path) => path === ending || path.endsWith(`.${ending}`))
  return PROMISES.filter(({ showing, needs, formats }) => {
    const applies = (formats?.includes(format) ?? true) && (showing === undefined || uses(showing))
    return applies && !(needs.includes('.') ? uses(needs) : used.has(needs))
  }).map(({ detail }) => detail)
}
