import type { Frame } from './frame.ts'

/** The pages of one stored article, for the partial `article-around`. */
export interface AroundView {
  readonly pages: readonly { readonly text: string; readonly address: string; readonly current: boolean }[]
}

export type ArticlePage = 'edit' | 'revisions' | 'appearances' | 'erase'

/** The way from each page of an article to the others, as far as whoever sits there may go. */
export function aroundOf(id: string, page: ArticlePage, { can }: Pick<Frame, 'can'>): AroundView {
  const base = `/desk/articles/${id}`
  const pages = [
    { text: can.write ? 'Edit' : 'The article', address: base, current: page === 'edit' },
    { text: 'Revisions', address: `${base}/revisions`, current: page === 'revisions' },
    { text: 'Where it appears', address: `${base}/appearances`, current: page === 'appearances' },
    { text: 'As readers see it', address: `/articles/${id}`, current: false },
  ]
  const changing = [
    { text: 'Share', address: `/desk/shares?of=${encodeURIComponent(`/articles/${id}`)}`, current: false },
    { text: 'Erase', address: `${base}/erase`, current: page === 'erase' },
  ]
  return { pages: can.write ? [...pages, ...changing] : pages }
}
