import type { Composition } from '../core/composition.ts'
import { sha256 } from '../core/digest.ts'
import type { Mailbox } from '../core/email-address.ts'
import { unsubscribePath } from '../core/subscription-path.ts'
import { shown } from './clean.ts'
import { localeFor } from './locale.ts'
import { mailboxEncoder } from './mailbox.ts'
import { buildMime } from './mime.ts'
import { renderBy, type OwnTemplates } from './own.ts'
import { viewOf, type Letter as LetterKind } from './view-of.ts'
import { wordingFor } from './wording.ts'

/** A mail to subscribers: built once, and completed for each reader by putting strings together. */

export interface LetterSetting {
  readonly from: Mailbox
  readonly replyTo: Mailbox | null
  readonly date: Date
  readonly publicUrl: string
  readonly templates: OwnTemplates
  /** RFC 2919, such as "energy.brief.example". */
  readonly listId: string
  /** What makes the boundaries, and no other text: the mailing's id. */
  readonly seed: string
}

/** What is personal in a letter. */
export interface Reader {
  readonly to: Mailbox
  /** With its angle brackets. */
  readonly messageId: string
  /** 32 characters of base64url. */
  readonly token: string
}

/** A letter that lacks only its reader; completes it to a message, RFC 5322, CRLF, ASCII only. */
export type Letter = (reader: Reader) => string

/** The letter of an edition, or of the corrections of one. */
export async function renderLetter(composition: Composition, kind: 'edition' | 'correction', setting: LetterSetting): Promise<Letter> {
  // Hex digits, which no encoding touches; as many as a token has characters, so that line breaks fall where they would.
  const placeholder = (await sha256(`token ${setting.seed}`)).slice(0, 32)
  const addressFor = (token: string) => setting.publicUrl + unsubscribePath(token)
  const raw = await buildLetter(composition, { kind, unsubscribe: addressFor(placeholder) }, setting)
  const bodyAt = raw.indexOf('\r\n\r\n') + 2
  const head = raw.slice(0, bodyAt).replace(/^Message-ID: .*\r\n/im, '')
  const body = cutOut(raw.slice(bodyAt), placeholder)
  const encode = await mailboxEncoder()
  // A phrase and an identifier in brackets: the form of a mailbox.
  const list = `List-Id: ${encode({ name: shown(composition.title), email: setting.listId })}\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`
  return ({ to, messageId, token }) =>
    `To: ${encode(to)}\r\nMessage-ID: ${messageId}\r\nList-Unsubscribe: <${addressFor(token)}>\r\n${list}${head}${body(token)}`
}

/** A test of a letter, to one address: without a list and without a way to leave it. */
export function renderTestLetter(
  composition: Composition,
  to: Mailbox,
  messageId: string,
  setting: Omit<LetterSetting, 'listId'>,
): Promise<string> {
  return buildLetter(composition, { kind: 'test', unsubscribe: null }, setting, { to, messageId })
}

function buildLetter(
  composition: Composition,
  letter: LetterKind,
  { from, replyTo, date, publicUrl, templates, seed }: Omit<LetterSetting, 'listId'>,
  { to, messageId }: { readonly to: Mailbox | null; readonly messageId: string } = { to: null, messageId: '<set@for.each.reader>' },
): Promise<string> {
  const view = viewOf(composition, { publicUrl, letter })
  const { title, language, timezone, day } = composition
  return buildMime({
    from,
    to,
    replyTo,
    date,
    messageId,
    headers: {},
    language,
    // A day of its own in each subject keeps mail readers from folding all editions into one conversation.
    subject: wordingFor(language).letter.subject(letter.kind, shown(title), localeFor(language, timezone).day(day)),
    text: renderBy('txt', view, templates),
    html: renderBy('mail', view, templates),
    boundarySeed: seed,
  })
}

/** A text as a function of what stands in a placeholder's stead. Quoted-printable may break its line within one; the break stays where it is. */
function cutOut(text: string, placeholder: string): (value: string) => string {
  const anywhere = new RegExp(placeholder.split('').join('(?:=\r\n)?'), 'g')
  const parts: (string | readonly [number, number])[] = []
  let end = 0
  for (const match of text.matchAll(anywhere)) {
    parts.push(text.slice(end, match.index))
    const broken = match[0].split('=\r\n')
    let from = 0
    for (const [index, piece] of broken.entries()) {
      if (index > 0) parts.push('=\r\n')
      parts.push([from, from + piece.length])
      from += piece.length
    }
    end = match.index + match[0].length
  }
  parts.push(text.slice(end))
  return (value) => {
    let whole = ''
    for (const part of parts) whole += typeof part === 'string' ? part : value.slice(part[0], part[1])
    return whole
  }
}
