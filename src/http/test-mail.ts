import type { Refusal } from '../core/refusal.ts'
import type { Receipt } from '../core/receipt.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { domainOf, parseMailbox } from '../core/email-address.ts'
import { composeBriefing } from '../core/compose.ts'
import { gatherBriefing } from '../newsroom/read.ts'
import type { Act } from '../newsroom/revision.ts'
import { renderTestLetter } from '../render/letter.ts'
import type { Store } from '../store/store.ts'
import type { MailSetting } from '../mail/setting.ts'

/** Sends a briefing as of now to one address, marked as a test. It leaves no trace in the ledger. */
export async function mailTest(
  slug: string,
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
  const gathered = await gatherBriefing(store, slug, date)
  if (!gathered.ok) return fail(gathered.error === 'missing' ? missing : unreadable)
  const { found, sections, records } = gathered.value
  const { mail } = found.briefing
  const sender = (mail?.from ? parseMailbox(mail.from) : null) ?? from
  const id = newId()
  const raw = await renderTestLetter(
    composeBriefing(found, sections, records, date),
    { name: null, email },
    `<${id}@${domainOf(from.email)}>`,
    { from: sender, replyTo: mail?.replyTo ? { name: null, email: mail.replyTo } : null, date, publicUrl, seed: id },
  )
  try {
    return ok(await transport.send({ envelope: { from: bounce, to: email }, raw }))
  } finally {
    await transport.close()
  }
}

const missing: Refusal = { status: 404, detail: 'There is no briefing by this name.', flaws: [] }

const unreadable: Refusal = {
  status: 503,
  detail: 'A text of this briefing cannot be read just now; nothing was sent. Try again.',
  flaws: [],
}
