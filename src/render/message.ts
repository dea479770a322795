import { sha256 } from '../core/digest.ts'
import { BUILT_IN_ONLY } from '../core/template.ts'
import type { Mailbox } from '../core/email-address.ts'
import { buildMime } from './mime.ts'
import { renderBy, type OwnTemplates } from './own.ts'
import type { View } from './view.ts'

/** What a message needs beside the view. What is left out is derived from the content, so that the same briefing is the same bytes. */
export interface MessageOptions {
  readonly from?: Mailbox | undefined
  readonly date?: Date | undefined
  /** With its angle brackets. */
  readonly messageId?: string | undefined
  readonly boundarySeed?: string | undefined
  readonly templates?: OwnTemplates | undefined
}

/** A briefing as an unsent draft. It has no recipient yet. */
export async function renderMessage(view: View, options: MessageOptions = {}): Promise<string> {
  const templates = options.templates ?? BUILT_IN_ONLY
  const text = renderBy('txt', view, templates)
  const html = renderBy('mail', view, templates)
  const digest = await sha256([view.title, text, html].join('\0'))
  return buildMime({
    from: options.from ?? null,
    to: null,
    subject: view.title,
    date: options.date ?? new Date(view.updated.iso),
    messageId: options.messageId ?? `<${digest.slice(0, 32)}@${mailHost(view.home.address)}>`,
    boundarySeed: options.boundarySeed ?? digest.slice(0, 24),
    headers: { 'X-Unsent': '1' },
    language: view.language,
    text,
    html,
  })
}

function mailHost(home: string): string {
  return URL.parse(home)?.hostname.replace(/[[\]]/g, '') || 'localhost'
}
