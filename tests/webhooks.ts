import { z } from 'zod'
import { WebhookEntry, type WebhookShape } from '../src/core/webhook.ts'
import { admin } from './worker.ts'

/** Webhooks for tests, through the public door. */

const Added = z.strictObject({
  id: z.string(),
  host: z.string(),
  secret: z.string(),
  shape: z.string(),
  label: z.string().nullable(),
})

export async function addWebhook(
  slug: string,
  url: string,
  shape: WebhookShape = 'json',
  label: string | null = null,
): Promise<z.infer<typeof Added>> {
  const answer = await admin('POST', `/api/briefings/${slug}/webhooks`, { url, shape, label })
  if (answer.status !== 201) throw new Error(await answer.text())
  return Added.parse(await answer.json())
}

/** A briefing's webhooks, as they are listed. */
export async function webhooksOf(slug: string): Promise<WebhookEntry[]> {
  const answer = await admin('GET', `/api/briefings/${slug}/webhooks`)
  return z.object({ webhooks: z.array(WebhookEntry) }).parse(await answer.json()).webhooks
}
