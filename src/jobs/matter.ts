import { Briefing } from '../core/briefing.ts'
import { reduceToCorrected } from '../core/corrected.ts'
import { parseMailbox, type Mailbox } from '../core/email-address.ts'
import type { WebhookShape } from '../core/webhook.ts'
import { readEdition } from '../newsroom/read.ts'
import { renderLetter, type Letter } from '../render/letter.ts'
import { renderPost } from '../render/webhook.ts'
import { reporting } from '../report-template.ts'
import type { Mailing } from '../store/mailings.ts'
import type { Store } from '../store/store.ts'

/** What a mailing says, composed once for all who get it; each form of it is made when somebody first wants it. */
export interface Matter {
  /** By mail; `from` is the sender of a briefing that names none. */
  readonly letter: (from: Mailbox) => Promise<Letter>
  /** To a webhook. */
  readonly post: (shape: WebhookShape) => string
}

/** A mailing's matter; or why there is none: a text cannot be read just now, or nothing is left of what was corrected. */
export async function composeMatter(
  mailing: Mailing,
  { store, publicUrl }: { readonly store: Store; readonly publicUrl: string },
): Promise<Matter | 'unreadable' | 'empty'> {
  const edition = await readEdition(store, mailing.briefing, mailing.edition, 'editor', ['txt', 'mail'])
  if (!edition.ok) return 'unreadable'
  const { mail } = Briefing.pick({ mail: true })
    .loose()
    .parse(JSON.parse(mailing.recipe ?? '{}'))
  const { kind, createdAt } = mailing
  const composition = kind === 'correction' ? reduceToCorrected(edition.value.composition, mailing.corrections) : edition.value.composition
  if (kind === 'correction' && composition.sections.length === 0) return 'empty'
  const posts = new Map<WebhookShape, string>()
  let letter: Promise<Letter> | null = null
  return {
    letter: (from) =>
      (letter ??= renderLetter(composition, kind, {
        from: (mail.from === null ? null : parseMailbox(mail.from)) ?? from,
        replyTo: mail.replyTo === null ? null : { name: null, email: mail.replyTo },
        date: new Date(createdAt),
        publicUrl,
        templates: reporting(edition.value.templates, { briefing: mailing.briefing, edition: mailing.edition }),
        listId: `${mailing.briefing}.${new URL(publicUrl).hostname}`,
        seed: mailing.id,
      })),
    post(shape) {
      const body = posts.get(shape) ?? renderPost(shape, composition, { kind, publicUrl, at: createdAt })
      posts.set(shape, body)
      return body
    },
  }
}
