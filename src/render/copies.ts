import type { ComposedArticle, ComposedCopy } from '../core/composition.ts'
import type { Setting } from './article-view.ts'
import { shown } from './clean.ts'
import type { ArticleView, PieceView } from './view.ts'

/** The sites that carry a copy of an article's text, as the parts of one phrase; none where there are no copies. */
export function copiesView({ copies, moreCopies }: Pick<ComposedArticle, 'copies' | 'moreCopies'>, setting: Setting): PieceView[] {
  if (copies.length + moreCopies === 0) return []
  const { locale, wording } = setting
  const links = copies.map((copy) => linkOf(copy, setting))
  const names = copies.map((copy) => nameOf(copy, setting))
  const others = moreCopies > 0 ? [wording.otherCopies(moreCopies)] : []
  const { before, after } = wording.carriedBy
  const listed = locale.parts([...names, ...others]).map(({ text, place }): PieceView => {
    const isName = place !== null && place < names.length
    return { text, name: isName, link: isName ? (links[place] ?? null) : null }
  })
  return [words(before), ...listed, words(after)].filter(({ text }) => text !== '')
}

/** What was corrected in copies after the text was frozen, by the name of the site; oldest first within each. */
export function correctedCopiesView({ copies }: Pick<ComposedArticle, 'copies'>, setting: Setting): ArticleView['correctedCopies'] {
  return copies.flatMap((copy) =>
    copy.correctedSince.map(({ at, note }) => ({
      name: nameOf(copy, setting),
      at: { iso: at, text: setting.locale.moment(at) },
      note: shown(note),
    })),
  )
}

// The nearest step of its chain is who published it; of one without a chain at least the address tells.
function nameOf({ attribution, url, headline }: ComposedCopy, { locale, links }: Setting): string {
  const outlets = attribution[0]?.outlets.map(shown) ?? []
  return outlets.length > 0 ? locale.list(outlets) : (links.to(url)?.host ?? shown(headline))
}

// Where its source is not known, its own page; which a share does not have.
function linkOf({ id, url }: ComposedCopy, { links, pageOf }: Setting): PieceView['link'] {
  const page = pageOf(id)
  return links.to(url) ?? (page === null ? null : links.own(page))
}

function words(text: string): PieceView {
  return { text, name: false, link: null }
}
