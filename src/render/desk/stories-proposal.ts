import type { Proposal } from '../../core/story.ts'
import { memberView, type MemberArticle } from './stories-member.ts'

/** Two articles that an editor is asked about: why they are, and what a yes does. */
export function proposalView({ id, kind, score, articles }: Proposal, members: ReadonlyMap<string, MemberArticle>) {
  const [later, earlier] = articles
  return {
    proposal: id,
    question: kind === 'same event' ? 'One event?' : 'One text?',
    why: kind === 'same event' ? eventWords(score) : copyWords(score),
    effect: effectOf(later?.story ?? null, earlier?.story ?? null),
    names: articles.map(({ headline }) => headline).join(' / '),
    sides: articles.flatMap((article) => {
      const member = members.get(article.id)
      return member ? [memberView(member)] : []
    }),
  }
}

function eventWords(score: number): string {
  const degree = score >= 0.6 ? 'Very likely' : score >= 0.42 ? 'Likely' : 'Possibly'
  return `${degree} one event: other words, the same people or places, within three days. ${percent(score)} of the telling words of one are in the other, too.`
}

function copyWords(score: number): string {
  return `Copies of one text: ${percent(score)} of the shorter one stands in the other. They were not joined by themselves, because somebody has said which story one of them is of.`
}

function percent(score: number): string {
  return `${Math.round(score * 100)}\u{a0}%`
}

function effectOf(later: string | null, earlier: string | null): string {
  if (later !== null && earlier !== null && later !== earlier) return `A yes makes ${earlier} of both stories, with all that is in either.`
  const story = earlier ?? later
  return story === null ? 'A yes makes a story of the two.' : `A yes puts both into ${story}.`
}
