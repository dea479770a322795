import source from '../../../templates/desk/editions.html.mustache'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface EditionListPage {
  readonly slug: string
  readonly title: string
  readonly timezone: string
  readonly editions: readonly {
    readonly number: number
    readonly frozenAt: string
    readonly articles: number
    readonly withdrawn: { readonly at: string; readonly reason: string } | null
    readonly waiting: boolean
    readonly actor: string | null
  }[]
  readonly total: number
  readonly at: number
  readonly pages: number
  /** Readers who get it by mail. */
  readonly subscribers: number
  /** Why no mail can be sent; null where it can. */
  readonly mailFlaw: string | null
}

/** The page of a briefing's editions. */
export function renderEditionList(frame: Frame, page: EditionListPage): string {
  const base = `/desk/briefings/${page.slug}`
  return render({
    ...frame,
    base,
    total: page.total,
    subscribers: page.subscribers,
    one: page.subscribers === 1,
    mailFlaw: page.mailFlaw,
    maySend: frame.can.send && page.mailFlaw === null,
    listed: page.editions.map(({ number, frozenAt, articles, withdrawn, waiting, actor }) => ({
      number,
      address: `${base}/editions/${number}`,
      frozen: when(frozenAt, page.timezone),
      by: actor,
      articles,
      standing: withdrawn ? `withdrawn: ${withdrawn.reason}` : waiting ? 'waits for approval' : 'everybody may see it',
      gone: withdrawn !== null,
    })),
    newer: page.at > 1 ? `${base}/editions?page=${page.at - 1}` : null,
    older: page.at < page.pages ? `${base}/editions?page=${page.at + 1}` : null,
  })
}
