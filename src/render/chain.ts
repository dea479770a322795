import type { AttributionStep } from '../core/article.ts'
import { shown } from './clean.ts'
import type { LinkList } from './links.ts'
import type { Locale } from './locale.ts'
import type { PieceView } from './view.ts'
import type { Wording } from './wording.ts'

/**
 * The chain of attribution as the parts of one sentence, nearest first: "RBC-Ukraine, citing an interview with Reuters". The
 * nearest outlet links to the article at its source where the chain has no address for it.
 */
export function chainOf(
  chain: readonly AttributionStep[],
  source: string | null,
  wording: Wording,
  locale: Locale,
  links: LinkList,
): PieceView[] {
  if (chain.length === 0) return [words(wording.originNotStated)]
  const pieces: PieceView[] = []
  for (const [position, step] of chain.entries()) {
    const { before, after } = wording.step(step.form, position)
    if (before) pieces.push(words(before))
    const link = links.to(step.url ?? (position === 0 ? source : null))
    pieces.push({ text: locale.list(step.outlets.map(shown)), name: true, link })
    if (after) pieces.push(words(after))
  }
  return pieces
}

function words(text: string): PieceView {
  return { text, name: false, link: null }
}
