import type { ArticleView, PieceView, View } from './view.ts'

/** What a message to a chat is made of, in order: articles with their sources, and words that stand between them. */

export type PostPart =
  | { readonly kind: 'heading' | 'words'; readonly text: string }
  | { readonly kind: 'article'; readonly article: ArticleView; readonly source: readonly PieceView[] }

/** The parts of a view, below its title. */
export function partsOf({ sections, empty, labels }: View): PostPart[] {
  return [
    ...(empty === null ? [] : [words(empty)]),
    ...sections.flatMap(({ heading, stories }) => [
      ...(heading === null ? [] : [{ kind: 'heading', text: heading } satisfies PostPart]),
      ...stories.flatMap(({ origins, articles, withdrawn }) => [
        ...(origins === null ? [] : [words(origins)]),
        ...articles.map((article): PostPart => ({ kind: 'article', article, source: sourceOf(article, labels) })),
        ...(withdrawn === null ? [] : [words(withdrawn)]),
      ]),
    ]),
  ]
}

function words(text: string): PostPart {
  return { kind: 'words', text }
}

/** Longer than any chain that people write. */
const LONGEST_CHAIN = 1200

/** Who had it from whom, then the link to the original. A chain beyond all measure ends in an ellipsis. */
function sourceOf({ chain, source, copies }: ArticleView, labels: View['labels']): PieceView[] {
  const pieces = [...chain, ...(copies.length > 0 ? [plain('. '), ...copies] : [])]
  let left = LONGEST_CHAIN
  const kept = pieces.filter(({ text, link }) => (left -= text.length + (link?.url.length ?? 0)) >= 0)
  return [
    plain(`${labels.source}: `),
    ...(kept.length < pieces.length ? [...kept, plain('…')] : kept),
    ...(source === null ? [] : [plain(' · '), { text: `${labels.original} (${source.host})`, name: false, link: source }]),
  ]
}

function plain(text: string): PieceView {
  return { text, name: false, link: null }
}

/** How many of the parts are articles. */
export function articlesIn(parts: readonly PostPart[]): number {
  return parts.filter(({ kind }) => kind === 'article').length
}

/** Its edition and day, for the line below the title. */
export function placeOf({ edition, day }: View): string {
  return edition === null ? day.text : `${edition.name} · ${day.text}`
}
