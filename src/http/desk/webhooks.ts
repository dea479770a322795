import { Hono, type Context } from 'hono'
import { refuse } from '../../core/refusal.ts'
import { WebhookRequest } from '../../core/webhook.ts'
import { addWebhook } from '../../newsroom/add-webhook.ts'
import { renderWebhooks, type WebhooksPage } from '../../render/desk/webhooks.ts'
import { findRecipe } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { deleteWebhook, listWebhooks } from '../../store/webhooks.ts'
import { readWebSetting } from '../../web/setting.ts'
import { actOf } from '../door.ts'
import { testWebhook } from '../test-webhook.ts'
import { onTo, page } from './answer.ts'
import type { DeskDoor } from './door.ts'
import { formOf } from './form.ts'
import { needs } from './guard.ts'

/** `/desk/briefings/{slug}/webhooks`: where else a briefing's editions are posted. */
export const webhooks = new Hono<DeskDoor>()

webhooks.get('/:slug/webhooks', (c) => show(c, {}))

webhooks.post('/:slug/webhooks', needs('send'), async (c) => {
  const form = await formOf(c)
  const typed = { url: form.text('url'), shape: form.text('shape'), label: form.text('label') }
  const request = WebhookRequest.safeParse({ ...typed, url: typed.url.trim(), label: typed.label.trim() || null })
  if (!request.success) return show(c, { typed, problem: { detail: NOT_ADDED, flaws: refuse(request.error).flaws } }, 422)
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const act = { ...actOf(c), web: readWebSetting(c.env), random }
  const added = await addWebhook(storeOf(c.env), slugOf(c), request.data, act)
  if (added.ok) return show(c, { given: added.value }, 201)
  const { status, detail, flaws } = added.error
  if (status === 404) return c.notFound()
  return show(c, { typed, problem: { detail: flaws.length > 0 ? NOT_ADDED : `${NOT_ADDED} ${detail}`, flaws } }, status)
})

const NOT_ADDED = 'Nothing was added.'

webhooks.post('/:slug/webhooks/:id/test', needs('send'), async (c) => {
  const act = { ...actOf(c), web: readWebSetting(c.env), publicUrl: c.env.PUBLIC_URL }
  const receipt = await testWebhook(storeOf(c.env), c.req.param('id'), act)
  if (!receipt.ok) return receipt.error.status === 404 ? c.notFound() : show(c, { problem: receipt.error }, receipt.error.status)
  const { state, detail } = receipt.value
  if (state === 'sent') return onTo(c, path(c), 'tested')
  return show(c, { problem: { detail: `The other side did not take the test. It said: ${detail}`, flaws: [] } }, 502)
})

webhooks.post('/:slug/webhooks/:id/remove', needs('send'), async (c) =>
  (await deleteWebhook(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? onTo(c, path(c), 'removed') : c.notFound(),
)

async function show(c: Context<DeskDoor>, more: Partial<WebhooksPage>, status = 200): Promise<Response> {
  const store = storeOf(c.env)
  const slug = slugOf(c)
  const [briefing, listed] = await Promise.all([findRecipe(store, slug), listWebhooks(store, slug)])
  if (!briefing) return c.notFound()
  const shown: WebhooksPage = {
    briefing: { slug, isPrivate: briefing.visibility === 'private' },
    webhooks: listed,
    typed: { url: '', shape: 'slack', label: '' },
    problem: null,
    given: null,
    ...more,
  }
  const above = [
    { text: 'Briefings', address: '/desk/briefings' },
    { text: briefing.title, address: `/desk/briefings/${slug}` },
  ]
  return page(c, { area: 'briefings', heading: 'Webhooks', above }, (frame) => renderWebhooks(frame, shown), status)
}

function slugOf(c: Context<DeskDoor>): string {
  return c.req.param('slug') ?? ''
}

function path(c: Context<DeskDoor>): string {
  return `/desk/briefings/${slugOf(c)}/webhooks`
}
