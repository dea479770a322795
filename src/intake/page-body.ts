import type { Block } from './page-blocks.ts'

/** Which blocks of a page's content are the article's body, and which the furniture around it. No I/O. */

export interface Known {
  readonly headline: string | null
  readonly authors: readonly string[]
}

const MAX_PARAGRAPHS = 2000
const MAX_LENGTH = 20_000

/** The paragraphs of the body: without share lines, invitations, lists of other articles, credits of pictures, byline and headline. */
export function bodyOf(blocks: readonly Block[], known: Known): string[] {
  const kept = withoutLists(withoutHead(blocks, known)).filter((block) => !isFurniture(block))
  return kept.flatMap(({ text }) => pieces(text)).slice(0, MAX_PARAGRAPHS)
}

const HEAD = 8

/** Without what repeats the headline, the byline and the date above the text. */
function withoutHead(blocks: readonly Block[], { headline, authors }: Known): Block[] {
  const title = fold(headline ?? '')
  const names = new Set(authors.map(fold))
  return blocks.filter(({ text, kind }, i) => {
    const folded = fold(text)
    if (kind === 'heading' && folded === title) return false
    if (i >= HEAD) return true
    if (folded === title || names.has(folded)) return false
    return (
      text.length > 160 ||
      !(isDateline(text) || [...names].some((name) => name && folded.startsWith('by') && folded.slice(2).startsWith(name)))
    )
  })
}

function isDateline(text: string): boolean {
  return (
    text.length < 90 &&
    /^(?:(?:first |last )?(?:published|updated|posted|modified|date|reviewed)\b.*\d|\w+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?:\W.*)?$|\d{1,2} \w+ \d{4}(?:\W.*)?$|\d{4}-\d\d-\d\d\b|\d+ min(?:ute)?s? read)/i.test(
      text,
    )
  )
}

const OTHERS =
  /^(?:related(?: (?:articles?|posts?|stories|content|reading|news|links|resources|topics))?|(?:you (?:may|might) also (?:like|enjoy|be interested in).*)|more (?:from|on|in|stories|articles|news|like this)\b.*|read (?:more|next|also)\b.*|(?:also|further) (?:read|on)\b.*|recommended(?: (?:for you|reading|articles?|stories))?|(?:most|trending) (?:read|popular|viewed|now)\b.*|latest (?:news|stories|posts|articles)|popular (?:posts|articles|stories|now)|up next|don.t miss|keep reading|what to read next|see also|previous (?:post|article)|next (?:post|article)|share (?:this|on|via)\b.*|about the authors?|leave a (?:comment|reply)|comments?(?: \(\d+\))?|tags?|filed under|topics?|sign up\b.*|subscribe\b.*)[:!.…]*$/i

/** Without headings over other articles, and the linked lines under them; and without a tail of nothing but links. */
function withoutLists(blocks: readonly Block[]): Block[] {
  const kept: Block[] = []
  let among = false
  for (const block of blocks) {
    const opens = block.text.length < 80 && OTHERS.test(block.text) && (block.kind === 'heading' || block.linked < 0.5)
    if (opens) {
      among = true
      continue
    }
    among &&= block.linked > 0.8 || (block.kind !== 'heading' && isDateline(block.text))
    if (!among) kept.push(block)
  }
  let end = kept.length
  while (end > 0 && isLinkLine(kept[end - 1])) end--
  return kept.length - end >= 2 ? kept.slice(0, end) : kept
}

function isLinkLine(block: Block | undefined): boolean {
  return block !== undefined && block.linked > 0.9 && block.text.length < 160
}

const FURNITURE: readonly RegExp[] = [
  /^(?:share|tweet|pin|pin it|email|e-mail|print|save|copy link|link copied!?|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|comments?|advertisement|ad|sponsored|promoted|loading\.*|table of contents|toggle|close|menu|skip to content|back to top|photo|image|video|gallery)[\s.:!]*$/i,
  /^(?:share (?:this|on|via|the)|tweet this|email this|print this|follow us|like us on|join us on|find us on|click here to (?:share|subscribe|sign)|tap here to)\b.{0,100}$/i,
  /^(?:(?:please )?(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox|updates|alerts|emails?|channel|podcast)\b|get (?:the|our|more|all)\b.{0,80}\b(?:newsletters?|inbox)\b|want more\b.{0,80}\bnewsletter|.{0,80}\bdelivered (?:straight |directly )?to your inbox\b)/i,
  /^(?:read (?:more|next|also)|also read|see also|related|more on this|don.t miss|recommended|watch|listen)\s*[:|»›>-]/i,
  /^(?:photo|image|picture|video|graphic|illustration|photograph|featured image|cover image|header image)s?(?: credits?| by| courtesy| source)?\s*[:/|]/i,
  /^(?:credit|photo by|image by|picture by|photograph by|getty images|shutterstock|istock|unsplash|reuters\/|ap photo\/|afp\/|©)\b.{0,80}$/i,
  /^(?:listen to (?:this )?(?:article|story)|\d+ min(?:ute)?s? read|estimated reading time|reading time)\b.{0,40}$/i,
  /^(?:all rights reserved|copyright ©|this (?:article|story) (?:was )?(?:originally |first )?(?:appeared|published) (?:on|in|at)\b|terms of (?:use|service)|privacy policy)/i,
  /^(?:this site uses|we use) cookies\b/i,
  /^(?:by clicking|by signing up|by subscribing|you can unsubscribe)\b/i,
]

function isFurniture({ text, kind }: Block): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true
  return text.length <= 240 && kind !== 'heading' && FURNITURE.some((pattern) => pattern.test(text))
}

/** A paragraph in parts no longer than a paragraph may be, broken at a space. */
function pieces(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > MAX_LENGTH) {
    const space = rest.lastIndexOf(' ', MAX_LENGTH)
    const end = space > MAX_LENGTH / 2 ? space : MAX_LENGTH
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return [...parts, rest].filter((part) => part !== '')
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
