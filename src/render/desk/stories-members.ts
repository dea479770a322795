import { countOrigins } from '../../core/attribution.ts'
import { foldCopies, originsOfCopies, type Folded } from '../../core/copies.ts'
import type { Story } from '../../core/story.ts'
import { memberView, type MemberArticle } from './stories-member.ts'

/** A story with its articles, copies of one text under the one that briefings show; at most `most` texts. */
export function storyView({ story, articles }: Story, members: ReadonlyMap<string, MemberArticle>, most: number) {
  const known = articles.flatMap(({ id }) => members.get(id) ?? [])
  const texts = foldCopies([], known).rest.toSorted(byTime)
  const { outlets, unknown } = countOrigins(texts.map(({ entry, copies }) => originsOfCopies([entry, ...copies])))
  const viewOf = (id: string) => {
    const member = members.get(id)
    return member ? [memberView(member)] : []
  }
  return {
    story,
    address: `/desk/stories/${story}`,
    counts: countWords(
      known.length,
      outlets.map(({ name }) => name),
      unknown,
    ),
    texts: texts.slice(0, most).map(({ entry, copies }) => ({
      shown: viewOf(entry.id),
      copies: copies.flatMap(({ id }) => viewOf(id)),
    })),
    more: texts.length > most ? texts.length - most : null,
  }
}

/** Such as "3 articles, 1 origin: Reuters". */
function countWords(count: number, origins: readonly string[], unknown: number): string {
  const all = origins.length + unknown
  const stated = origins.length > 0 ? `: ${origins.join(', ')}` : ''
  const unstated = unknown > 0 ? ` (${unknown} not stated)` : ''
  if (all === 0) return counted(count, 'article')
  return `${counted(count, 'article')}, ${counted(all, 'origin')}${stated}${unstated}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function byTime({ entry: a }: Folded, { entry: b }: Folded): number {
  return a.listedAt < b.listedAt ? -1 : a.listedAt > b.listedAt ? 1 : 0
}
