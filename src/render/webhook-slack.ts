import type { PieceView, View } from './view.ts'
import { articleLines, type PostLine } from './webhook-lines.ts'
import { articlesIn, partsOf, placeOf, type PostPart } from './webhook-parts.ts'
import type { Wording } from './wording.ts'

/** A message for Slack's incoming webhooks: https://docs.slack.dev/reference/block-kit/blocks. */

const MOST_BLOCKS = 50
const LONGEST_TEXT = 3000
const LONGEST_HEADER = 150

/** The message of an edition, a correction or a test, as JSON. */
export function slackPost(view: View, wording: Wording): string {
  const head = [
    { type: 'header', text: { type: 'plain_text', text: shorten(view.title, LONGEST_HEADER), emoji: false } },
    ...(view.letter?.notice ? [section(`*${escape(view.letter.notice)}*`)] : []),
    context(`${escape(placeOf(view))} · ${link(view.online.url, view.labels.online)}`),
    ...(view.introduction === null || escape(view.introduction).length > LONGEST_TEXT ? [] : [section(escape(view.introduction))]),
  ]
  const parts = partsOf(view)
  const body: object[] = []
  let told = 0
  for (const part of parts) {
    const blocks = blocksOf(part, view, wording)
    // One is kept for what is left out.
    if (head.length + body.length + blocks.length + 1 > MOST_BLOCKS) break
    body.push(...blocks)
    if (part.kind === 'article') told += 1
  }
  const left = articlesIn(parts) - told
  const foot = left > 0 ? [context(link(view.online.url, wording.moreOnline('articles', left)))] : []
  return JSON.stringify({ text: fallbackOf(view), blocks: [...head, ...body, ...foot], unfurl_links: false, unfurl_media: false })
}

function blocksOf(part: PostPart, view: View, wording: Wording): object[] {
  if (part.kind !== 'article') return [part.kind === 'heading' ? section(`*${escape(part.text)}*`) : context(escape(part.text))]
  const lines = articleLines(part.article, view.labels, wording, { size: LONGEST_TEXT, cost: (line) => toMrkdwn(line).length + 1 })
  return [section(lines.map(toMrkdwn).join('\n')), context(sourceText(part.source))]
}

function toMrkdwn({ kind, text, url }: PostLine): string {
  const words = escape(text)
  switch (kind) {
    case 'headline':
      return url === null ? `*${words}*` : `*${link(url, text)}*`
    case 'correction':
    case 'more':
      return `_${words}_`
    case 'point':
      return `• ${words}`
    case 'speaker':
      return `${words}:`
    case 'statement':
      return `> ${words}`
    case 'dek':
    case 'note':
      return words
  }
}

/** With its links; without them where they are too long; cut where that is not enough. */
function sourceText(pieces: readonly PieceView[]): string {
  const linked = pieces.map(({ text, link: to }) => (to === null ? escape(text) : link(to.url, text))).join('')
  if (linked.length <= LONGEST_TEXT) return linked
  // Five characters to each, as an ampersand has, still fit.
  return escape(shorten(pieces.map(({ text }) => text).join(''), LONGEST_TEXT / 5))
}

// Nothing in it but what stands in angle brackets becomes a link or calls anybody.
function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }
}

function context(text: string): object {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }
}

/** What notifications show, and all that a program shows which only resembles Slack. */
function fallbackOf(view: View): string {
  const headlines = view.sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
  const lines = [
    ...(view.letter?.notice ? [escape(view.letter.notice)] : []),
    link(view.online.url, `${view.title} · ${placeOf(view)}`),
    ...headlines.map(({ headline, page }) => `• ${link(page.url, headline)}`),
  ]
  let left = LONGEST_TEXT
  return lines.filter((one, index) => (left -= one.length + 1) >= 0 || index === 0).join('\n')
}

function link(url: string, text: string): string {
  return `<${escape(url)}|${escape(text)}>`
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function shorten(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}
