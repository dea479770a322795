import type { Refusal } from '../core/refusal.ts'
import type { Receipt } from '../core/receipt.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { domainOf, parseMailbox } from '../core/email-address.ts'
import { readBriefing, readEdition } from '../newsroom/read.ts'
import type { Act } from '../newsroom/revision.ts'
import { renderTestLetter } from '../render/letter.ts'
import { findRecipe } from '../store/briefings.ts'
import type { Store } from '../store/store.ts'
import type { MailSetting } from '../mail/setting.ts'
import { reporting } from '../report-template.ts'

/** Sends a briefing as of now, or one of its editions, to one address, marked as a test. It leaves no trace in the ledger. */
export async function mailTest(
  { slug, number }: { readonly slug: string; readonly number: number | null },
  email: string,
  {
    store,
    publicUrl,
    transport,
    from,
    bounce,
  }: Pick<MailSetting, 'transport' | 'from' | 'bounce'> & { readonly store: Store; readonly publicUrl: string },
  { now, newId }: Act,
): Promise<Result<Receipt, Refusal>> {
  const date = new Date(now)
  const [recipe, read] = await Promise.all([
    findRecipe(store, slug),
    number === null ? readBriefing(store, slug, 'editor', date, FORMATS) : readEdition(store, slug, number, 'editor', FORMATS),
  ])
  if (!read.ok) return fail(read.error === 'missing' ? missing : unreadable)
  const { composition, templates } = read.value
  const mail = recipe?.mail
  const sender = (mail?.from ? parseMailbox(mail.from) : null) ?? from
  const id = newId()
  const raw = await renderTestLetter(composition, { name: null, email }, `<${id}@${domainOf(from.email)}>`, {
    from: sender,
    replyTo: mail?.replyTo ? { name: null, email: mail.replyTo } : null,
    date,
    publicUrl,
    templates: reporting(templates, { briefing: slug }),
    seed: id,
  })
  try {
    return ok(await transport.send({ envelope: { from: bounce, to: email }, raw }))
  } finally {
    await transport.close()
  }
}

const FORMATS = ['txt', 'mail'] as const

const missing: Refusal = { status: 404, detail: 'There is no such briefing or edition.', flaws: [] }

const unreadable: Refusal = {
  status: 503,
  detail: 'A text of this briefing cannot be read just now; nothing was sent. Try again.',
  flaws: [],
}
