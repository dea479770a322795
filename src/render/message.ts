import { sha256 } from '../core/digest.ts'
import { renderMailHtml } from './mail.ts'
import { renderText } from './plaintext.ts'
import type { View } from './view.ts'

/** What a message needs beside the view. What is left out is derived from the content, so that the same briefing is the same bytes. */
export interface MessageOptions {
  readonly from?: string | undefined
  readonly date?: Date | undefined
  /** With its angle brackets. */
  readonly messageId?: string | undefined
  readonly boundarySeed?: string | undefined
}

/** A briefing as an unsent draft: RFC 5322, multipart/alternative (RFC 2046 section 5.1.4), CRLF. It has no recipient yet. */
export async function renderMessage(view: View, options: MessageOptions = {}): Promise<string> {
  const text = renderText(view)
  const html = renderMailHtml(view)
  const digest = await sha256([view.title, text, html].join('\0'))
  // Only a message needs it, so a page does not pay for loading it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    ...(options.from && { from: options.from }),
    subject: view.title,
    date: options.date ?? new Date(view.updated.iso),
    messageId: options.messageId ?? `<${digest.slice(0, 32)}@${mailHost(view.home.address)}>`,
    baseBoundary: options.boundarySeed ?? digest.slice(0, 24),
    // "=_" cannot occur in quoted-printable text (RFC 2045 section 6.7), so no body holds the boundary.
    boundaryPrefix: '=_wirebrief',
    headers: { 'X-Unsent': '1', 'Content-Language': view.language },
    text,
    html,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return (await composer.compile().build()).toString('utf8')
}

function mailHost(home: string): string {
  return URL.parse(home)?.hostname.replace(/[[\]]/g, '') || 'localhost'
}
