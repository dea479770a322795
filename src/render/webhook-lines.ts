import type { ArticleView, View } from './view.ts'
import type { Wording } from './wording.ts'

/** An article line by line, as messages to chats tell it. What does not fit is left out as a whole: no quotation is ever cut. */

export interface PostLine {
  readonly kind: 'headline' | 'correction' | 'dek' | 'note' | 'point' | 'speaker' | 'statement' | 'more'
  readonly text: string
  /** Of a headline. */
  readonly url: string | null
}

/** How much a message can hold, and how much a line takes of it. */
export interface Room {
  readonly size: number
  readonly cost: (line: PostLine) => number
}

/** For the lines that say how much was left out. */
const RESERVE = 250

/** The lines of an article that there is room for. */
export function articleLines(article: ArticleView, labels: View['labels'], wording: Wording, room: Room): PostLine[] {
  const head: PostLine = { kind: 'headline', text: article.headline, url: article.page.url }
  let left = room.size - RESERVE - room.cost(head)
  const take = (...lines: readonly PostLine[]) => {
    const cost = lines.reduce((sum, one) => sum + room.cost(one), 0)
    if (cost > left) return false
    left -= cost
    return true
  }
  const corrections = correctionsOf(article, labels).filter((one) => take(one))
  const asides = asidesOf(article, labels).filter((one) => take(one))
  const points = article.points
    .map(({ text, verbatim }) => line('point', verbatim ? text : `${text} (${labels.ownWords})`))
    .filter((one) => take(one))
  const said = article.speakers.map(({ name, role, statements }) => {
    const speaker = line('speaker', role === null ? name : name + article.comma + role)
    const kept: PostLine[] = []
    for (const { text } of statements) {
      const one = line('statement', text)
      if (kept.length === 0 ? take(speaker, one) : take(one)) kept.push(one)
    }
    return kept.length === 0 ? [] : [speaker, ...kept]
  })
  const statements = article.speakers.reduce((sum, speaker) => sum + speaker.statements.length, 0)
  const kept = said.flat().filter(({ kind }) => kind === 'statement').length
  const isShortened = corrections.length + asides.length < correctionsOf(article, labels).length + asidesOf(article, labels).length
  return [
    head,
    ...corrections,
    ...asides,
    ...points,
    ...said.flat(),
    ...(isShortened ? [line('more', labels.shortened)] : []),
    ...moreLine(wording, 'points', article.points.length - points.length),
    ...moreLine(wording, 'statements', statements - kept),
  ]
}

function moreLine(wording: Wording, what: 'points' | 'statements', count: number): PostLine[] {
  return count > 0 ? [line('more', wording.moreOnline(what, count))] : []
}

function correctionsOf({ correctedSince, correctedCopies, corrections }: ArticleView, labels: View['labels']): PostLine[] {
  const { comma } = labels
  return [
    ...correctedSince.map(({ at, note }) => line('correction', `${labels.correctedSince}${comma}${at.text}: ${note}`)),
    ...correctedCopies.map(({ at, name, note }) =>
      line('correction', `${labels.correctedSince}${comma}${name}${comma}${at.text}: ${note}`),
    ),
    ...corrections.map(({ at, note }) => line('correction', `${labels.correction}${comma}${at.text}: ${note}`)),
  ]
}

function asidesOf({ dek, note }: ArticleView, labels: View['labels']): PostLine[] {
  return [...(dek === null ? [] : [line('dek', dek)]), ...(note === null ? [] : [line('note', `${labels.editorsNote}: ${note}`)])]
}

function line(kind: PostLine['kind'], text: string): PostLine {
  return { kind, text, url: null }
}
