import type { PieceView, View } from './view.ts'
import { articleLines, type PostLine } from './webhook-lines.ts'
import { articlesIn, partsOf, placeOf, type PostPart } from './webhook-parts.ts'
import type { Wording } from './wording.ts'

/**
 * A message with an Adaptive Card, as Teams' workflows take it. All text stands in runs, which know no Markdown: a headline that holds some shows it
 * to the letter.
 */

/** 28 kB is what Teams takes of a message. */
const LARGEST = 28_000
/** How much of each article is told, in bytes, and of how many; the first that makes the card small enough is taken. */
const MEASURES = [
  ...[20_000, 15_000, 11_000, 8000, 6000, 4500, 3500, 2700, 2100, 1600, 1250, 950, 700, 500].map((size) => ({
    size,
    articles: Number.POSITIVE_INFINITY,
  })),
  ...[40, 20, 10, 5, 2].map((articles) => ({ size: 500, articles })),
]

/** The message of an edition, a correction or a test, as JSON. */
export function teamsPost(view: View, wording: Wording): string {
  const encoder = new TextEncoder()
  let message = ''
  for (const { size, articles } of MEASURES) {
    message = JSON.stringify(messageOf(view, cardBody(view, wording, size, articles)))
    if (encoder.encode(message).length <= LARGEST) return message
  }
  // An introduction of four thousand characters in three bytes each, and the like: the page has it.
  return JSON.stringify(messageOf(view, headOf({ ...view, introduction: null })))
}

function messageOf(view: View, body: readonly object[]): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: view.language,
    ...(view.direction === 'rtl' ? { rtl: true } : {}),
    msteams: { width: 'Full' },
    fallbackText: view.title,
    body,
    actions: [{ type: 'Action.OpenUrl', title: view.labels.online, url: view.online.url }],
  }
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] }
}

function headOf(view: View): object[] {
  const { title, letter, introduction } = view
  return [
    block([run(title, { size: 'large', weight: 'bolder' })]),
    ...(letter?.notice ? [block([run(letter.notice, { weight: 'bolder' })])] : []),
    block([run(placeOf(view), { isSubtle: true })]),
    ...(introduction === null ? [] : [block([run(introduction)])]),
  ]
}

function cardBody(view: View, wording: Wording, size: number, most: number): object[] {
  const parts = partsOf(view)
  const body = headOf(view)
  let told = 0
  for (const part of parts) {
    if (part.kind === 'article' && told === most) break
    body.push(...blocksOf(part, view, wording, size))
    if (part.kind === 'article') told += 1
  }
  const left = articlesIn(parts) - told
  return left > 0 ? [...body, block([run(wording.moreOnline('articles', left), { isSubtle: true })])] : body
}

function blocksOf(part: PostPart, view: View, wording: Wording, size: number): object[] {
  if (part.kind !== 'article') {
    const isHeading = part.kind === 'heading'
    return [block([run(part.text, isHeading ? { size: 'medium', weight: 'bolder' } : { isSubtle: true })], { separator: isHeading })]
  }
  const encoder = new TextEncoder()
  const cost = (line: PostLine) => encoder.encode(JSON.stringify(lineBlock(line))).length
  return [
    ...articleLines(part.article, view.labels, wording, { size, cost }).map(lineBlock),
    block(part.source.map(pieceRun), { spacing: 'small' }),
  ]
}

function lineBlock({ kind, text, url }: PostLine): object {
  switch (kind) {
    case 'headline':
      return block([run(text, { weight: 'bolder', ...leadsTo(url) })], { separator: true })
    case 'correction':
      return block([run(text, { italic: true, color: 'attention' })], { spacing: 'small' })
    case 'point':
      return block([run(`• ${text}`)], { spacing: 'small' })
    case 'speaker':
      return block([run(`${text}:`)], { spacing: 'small' })
    case 'more':
    case 'note':
      return block([run(text, { italic: true })], { spacing: 'small' })
    case 'dek':
    case 'statement':
      return block([run(text)], { spacing: 'small' })
  }
}

function pieceRun({ text, link }: PieceView): object {
  return run(text, { size: 'small', isSubtle: true, ...leadsTo(link?.url ?? null) })
}

function leadsTo(url: string | null): object {
  return url === null ? {} : { selectAction: { type: 'Action.OpenUrl', url } }
}

function block(inlines: readonly object[], more: object = {}): object {
  return { type: 'RichTextBlock', inlines, ...more }
}

function run(text: string, more: object = {}): object {
  return { type: 'TextRun', text, ...more }
}
