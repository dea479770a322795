import type { Mailbox } from '../core/email-address.ts'

/** What a message is made of. Two that are alike in all of it are the same bytes. */
export interface Mime {
  /** Null in a draft. */
  readonly from: Mailbox | null
  readonly to: Mailbox | null
  readonly replyTo?: Mailbox | null
  readonly subject: string
  readonly date: Date
  /** With its angle brackets. */
  readonly messageId: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly html: string
  /** BCP 47. */
  readonly language: string
  readonly boundarySeed: string
}

/** A message as RFC 5322 has it: multipart/alternative (RFC 2046, section 5.1.4), CRLF, ASCII only. */
export async function buildMime({ from, to, replyTo = null, headers, language, boundarySeed, ...rest }: Mime): Promise<string> {
  // Only a message needs it, so a page does not pay for loading it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...rest,
    ...(from && { from: toAddress(from) }),
    ...(to && { to: toAddress(to) }),
    ...(replyTo && { replyTo: toAddress(replyTo) }),
    baseBoundary: boundarySeed,
    // "=_" cannot occur in quoted-printable text (RFC 2045 section 6.7), so no body holds the boundary.
    boundaryPrefix: '=_wirebrief',
    headers: { ...headers, 'Content-Language': language },
    newline: 'windows',
    // Never base64, which hides a text from whoever reads the source, and from what fills in the personal parts.
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return (await composer.compile().build()).toString('utf8')
}

function toAddress({ name, email }: Mailbox): { name: string; address: string } {
  return { name: name ?? '', address: email }
}
