import { composeBriefing } from '../core/compose.ts'
import type { Receipt } from '../core/receipt.ts'
import type { Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { gatherBriefing } from '../newsroom/read.ts'
import type { Act } from '../newsroom/revision.ts'
import { renderPost } from '../render/webhook.ts'
import type { Store } from '../store/store.ts'
import { findWebhook } from '../store/webhooks.ts'
import type { Web } from '../web/fetch-document.ts'
import { webhookTransport } from '../web/webhook.ts'

/** Posts a briefing as of now to one of its webhooks, marked as a test. It leaves no trace in the ledger. */
export async function testWebhook(
  store: Store,
  id: string,
  { web, publicUrl, ...act }: Act & { readonly web: Web; readonly publicUrl: string },
): Promise<Result<Receipt, Refusal>> {
  const target = await findWebhook(store, id)
  if (!target) return fail(missing('webhook'))
  const { briefing, url, shape, secret } = target
  const date = new Date(act.now)
  const gathered = await gatherBriefing(store, briefing, date)
  if (!gathered.ok) return fail(gathered.error === 'missing' ? missing('briefing') : UNREADABLE)
  const { found, sections, records } = gathered.value
  const body = renderPost(shape, composeBriefing(found, sections, records, date), { kind: 'test', publicUrl, at: act.now })
  return ok(await webhookTransport(web, () => date).send({ id: `test_${act.newId()}`, url, secret, body, repeatable: false }))
}

function missing(what: string): Refusal {
  return { status: 404, detail: `There is no such ${what}.`, flaws: [] }
}

const UNREADABLE: Refusal = {
  status: 503,
  detail: 'A text of this briefing cannot be read just now; nothing was posted. Try again.',
  flaws: [],
}
