import { Hono } from 'hono'
import { WebhookRequest } from '../../core/webhook.ts'
import { addWebhook } from '../../newsroom/add-webhook.ts'
import { findRecipe } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { deleteWebhook, listWebhooks } from '../../store/webhooks.ts'
import { readWebSetting } from '../../web/setting.ts'
import { readJsonBody } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { notFound, problem, refused } from '../problem.ts'
import { testWebhook } from '../test-webhook.ts'

/** `/api/briefings/{slug}/webhooks`: where else a briefing's editions are posted. */
export const webhookLists = new Hono<Door>()

webhookLists.get('/:slug/webhooks', async (c) => {
  const store = storeOf(c.env)
  const slug = c.req.param('slug')
  const [briefing, webhooks] = await Promise.all([findRecipe(store, slug), listWebhooks(store, slug)])
  return briefing ? c.json({ webhooks }) : notFound()
})

webhookLists.post('/:slug/webhooks', async (c) => {
  const request = await readJsonBody(c.req.raw, WebhookRequest)
  if (!request.ok) return refused(request.error)
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
  const act = { ...actOf(c), web: readWebSetting(c.env), random }
  const added = await addWebhook(storeOf(c.env), c.req.param('slug'), request.value, act)
  if (!added.ok) return refused(added.error)
  const { shape, label } = request.value
  return c.json({ ...added.value, shape, label }, 201)
})

/** `/api/webhooks`: one of them, whatever list it is on. */
export const webhooks = new Hono<Door>()

webhooks.delete('/:id', async (c) =>
  (await deleteWebhook(storeOf(c.env), c.req.param('id'), actOf(c).now)) ? c.body(null, 204) : notFound(),
)

webhooks.post('/:id/test', async (c) => {
  const act = { ...actOf(c), web: readWebSetting(c.env), publicUrl: c.env.PUBLIC_URL }
  const receipt = await testWebhook(storeOf(c.env), c.req.param('id'), act)
  if (!receipt.ok) return refused(receipt.error)
  const { state, detail } = receipt.value
  return state === 'sent' ? c.json({ state, detail }) : problem(502, `The test was not taken (${state}): ${detail}`)
})
