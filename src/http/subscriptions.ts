import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { Slug } from '../core/slug.ts'
import type { Briefing } from '../core/briefing.ts'
import { knownBriefing } from '../core/known-briefing.ts'
import type { Refusal } from '../core/refusal.ts'
import { readSecrets, type Secrets } from '../core/secrets.ts'
import { askForLink, signUp, type SubscriberAct } from '../newsroom/sign-up.ts'
import { confirmSignUp, endOne, readOwn, readSignUp, type SignedUp } from '../newsroom/subscription.ts'
import {
  renderButton,
  renderFind,
  renderOutcome,
  renderOwn,
  renderSubscribe,
  renderUnsubscribed,
  type Place,
} from '../render/subscriptions.ts'
import { findRecipe } from '../store/briefings.ts'
import { storeOf } from '../store/store.ts'
import { endByToken, findByToken, type Subscription } from '../store/subscriptions.ts'
import { readDocument } from './body.ts'
import { actNow, type Door } from './door.ts'
import { notFound, problem, refused } from './problem.ts'
import { busy, explain, invalidLink, languageOf, nowhere, pageOf } from './reader-page.ts'
import { wake } from './wake.ts'
import { isBusy, isJson, readWish } from './wish.ts'

/** What readers do about their subscriptions. A GET changes nothing: scanners of mail follow links. */
export const subscriptions = new Hono<Door>()

const unseen: MiddlewareHandler<Door> = async (c, next) => {
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('X-Robots-Tag', 'noindex')
  c.res.headers.set('Referrer-Policy', 'no-referrer')
}
subscriptions.use('/briefings/:slug/subscribe', unseen)
subscriptions.use('/subscriptions/*', unseen)

subscriptions.get('/briefings/:slug/subscribe', async (c) => {
  const place = await placeOf(c)
  return place ? pageOf(renderSubscribe(place), place) : explain(c, notFound())
})

subscriptions.post('/briefings/:slug/subscribe', async (c) => {
  const isTooOften = await isBusy(c)
  const place = await placeOf(c)
  if (isTooOften) return busy(c, place ?? nowhere(c.env))
  if (!place) return explain(c, notFound())
  const wish = await readWish(c.req.raw)
  if (!wish.ok) return refuseReader(c, wish.error, languageOf(place))
  const { email, typed, trapped } = wish.value
  if (email === null && !trapped) return pageOf(renderSubscribe(place, typed), place, 422)
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error, languageOf(place))
  const subscriber = email === null || trapped ? null : await signUp(storeOf(c.env), place.briefing.slug, email, actOf(secrets.value))
  if (subscriber !== null) wake(c, [{ kind: 'confirm', subscriber }])
  if (isJson(c.req.raw))
    return c.json({ accepted: true, detail: 'If the address is not on the list yet, a mail to confirm goes to it.' }, 202)
  return pageOf(renderOutcome(place, 'asked'), place, 202)
})

subscriptions.get('/subscriptions/confirm/:token', async (c) => {
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error)
  return signUpPage(c, await readSignUp(storeOf(c.env), c.req.param('token'), secrets.value, actNow().now))
})

subscriptions.post('/subscriptions/confirm/:token', async (c) => {
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error)
  return signUpPage(c, await confirmSignUp(storeOf(c.env), c.req.param('token'), secrets.value, actNow().now))
})

subscriptions.get('/subscriptions/unsubscribe/:token', async (c) => {
  const token = c.req.param('token')
  const found = await findByToken(storeOf(c.env), token)
  const isOn = found !== null && found.state !== 'unsubscribed'
  return endPage(c, found, (place) => (isOn ? renderButton(place, 'unsubscribe') : renderUnsubscribed(place, token)))
})

// Whatever the body says, also that of a mail provider's one click (RFC 8058).
subscriptions.post('/subscriptions/unsubscribe/:token', async (c) => {
  const token = c.req.param('token')
  return endPage(c, await endByToken(storeOf(c.env), token, actNow().now), (place) => renderUnsubscribed(place, token))
})

subscriptions.get('/subscriptions', (c) => {
  const place = nowhere(c.env)
  return pageOf(renderFind(place), place)
})

subscriptions.post('/subscriptions', async (c) => {
  if (await isBusy(c)) return busy(c)
  const wish = await readWish(c.req.raw)
  if (!wish.ok) return refuseReader(c, wish.error)
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error)
  const { token, typed, trapped } = wish.value
  const place = nowhere(c.env)
  const email = token === null ? wish.value.email : ((await findByToken(storeOf(c.env), token))?.email ?? null)
  if (email === null && token === null && !trapped) return pageOf(renderFind(place, typed), place, 422)
  const subscriber = email === null || trapped ? null : await askForLink(storeOf(c.env), email, actOf(secrets.value))
  if (subscriber !== null) wake(c, [{ kind: 'manage', subscriber }])
  if (isJson(c.req.raw)) return c.json({ accepted: true, detail: 'If the address is on a list here, a mail with a link goes to it.' }, 202)
  return pageOf(renderOutcome(place, 'found'), place, 202)
})

subscriptions.get('/subscriptions/manage/:token', async (c) => {
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error)
  return ownPage(c, await readOwn(storeOf(c.env), c.req.param('token'), secrets.value, actNow().now))
})

subscriptions.post('/subscriptions/manage/:token', async (c) => {
  const secrets = readSecrets(c.env)
  if (!secrets.ok) return refuseReader(c, secrets.error)
  const document = await readDocument(c.req.raw, 16_384)
  if (!document.ok) return refuseReader(c, document.error)
  const subscription = new URLSearchParams(document.value.text).get('subscription') ?? ''
  return ownPage(c, await endOne(storeOf(c.env), c.req.param('token'), subscription, secrets.value, actNow().now))
})

type BriefingPlace = Place & { readonly briefing: Briefing }

/** The place of a briefing that everybody may see; null of any other. */
async function placeOf(c: Context<Door, '/briefings/:slug/subscribe'>): Promise<BriefingPlace | null> {
  const slug = Slug.safeParse(c.req.param('slug'))
  const briefing = slug.success ? await findRecipe(storeOf(c.env), slug.data) : null
  return briefing && briefing.visibility !== 'private' ? { ...nowhere(c.env), briefing } : null
}

function signUpPage(c: Context<Door>, signedUp: SignedUp | null): Promise<Response> {
  if (!signedUp) return invalidLink(c.env)
  const place = { ...nowhere(c.env), briefing: signedUp.briefing }
  return pageOf(signedUp.confirmed ? renderOutcome(place, 'confirmed') : renderButton(place, 'confirm'), place)
}

function endPage(c: Context<Door>, found: Subscription | null, render: (place: Place) => string): Promise<Response> {
  if (!found) return invalidLink(c.env)
  const place = { ...nowhere(c.env), briefing: knownBriefing(found.state, found.briefing) }
  return pageOf(render(place), place)
}

function ownPage(c: Context<Door>, own: readonly Subscription[] | null): Promise<Response> {
  const [first] = own ?? []
  if (!own || !first) return invalidLink(c.env)
  const known = own.map((one) => ({ ...one, briefing: knownBriefing(one.state, one.briefing) }))
  const place = nowhere(c.env)
  return pageOf(renderOwn(place, first.email, known), place)
}

function refuseReader(c: Context<Door>, refusal: Refusal, language?: string): Promise<Response> {
  // What is not set up is not there in five seconds either.
  return explain(c, refusal.status === 503 ? problem(503, refusal.detail) : refused(refusal), language)
}

function actOf(secrets: Secrets): SubscriberAct {
  return { ...actNow(), secrets, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) }
}
