import * as z from 'zod'
import pageStyle from '../../templates/page.css'
import formStyle from '../../templates/subscription.css'
import wordingSource from '../../templates/partials/wording.html.mustache'
import source from '../../templates/subscription.html.mustache'
import { brandOf } from '../core/brand.ts'
import type { Briefing } from '../core/briefing.ts'
import type { AddressFault } from '../core/email-address.ts'
import type { SubscriberState } from '../core/subscriber.ts'
import { subscribePath, SUBSCRIPTIONS } from '../core/subscription-path.ts'
import { brandView } from './brand.ts'
import { pageBrandStyle, TRUSTED_STYLES } from './brand-style.ts'
import { shown, shownOrNull } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { directionOf } from './locale.ts'
import { template } from './mustache.ts'
import { BrandView, OtherLanguageView, PlaceView } from './view.ts'
import { wordingFor, type SubscriptionWording } from './wording.ts'
import { wordingLanguageOf } from './wording-language.ts'

/** The pages by which readers begin, see and end their subscriptions. */

/** The exact text of their only style element, before that of a brand. */
export const formStylesheet = pageStyle + formStyle

export const subscriptionTemplate = {
  source,
  partials: { wording: wordingSource, stylesheet: formStylesheet, brandStyle: pageBrandStyle },
  trusted: TRUSTED_STYLES,
}

const FieldView = z.strictObject({ label: z.string(), value: z.string(), error: z.string().nullable(), trap: z.string() })

const OwnView = z.strictObject({
  id: z.string(),
  briefing: z.string(),
  tag: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  live: PlaceView.nullable(),
  state: z.string(),
  end: z.strictObject({ address: z.string(), subscription: z.string(), button: z.string() }).nullable(),
})

/** What the template sees. */
export const SubscriptionView = z.strictObject({
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  wordingLanguage: OtherLanguageView.nullable(),
  site: z.string(),
  brand: BrandView,
  imprint: z.boolean().describe('whether a footer or a postal address stands at the end'),
  home: PlaceView,
  name: z.string().describe('of the document'),
  title: z.string().nullable().describe("the briefing's; null where it is about none, or about several"),
  description: z.string().nullable(),
  heading: z.string(),
  lead: z.string(),
  email: z.string().nullable(),
  form: z.strictObject({ address: z.string(), field: FieldView.nullable(), button: z.string() }).nullable(),
  own: z.array(OwnView),
  seeAll: z.strictObject({ address: z.string(), note: z.string(), token: z.string(), button: z.string() }).nullable(),
  back: z.strictObject({ address: z.string(), text: z.string() }).nullable(),
})

type SubscriptionView = z.infer<typeof SubscriptionView>

const render = template(subscriptionTemplate, htmlEscape)

/** Where a page stands: the origin that readers use, and the briefing that it is about, where there is one. */
export interface Place {
  readonly publicUrl: string
  /** Of what is about no briefing. */
  readonly siteLanguage: string
  readonly briefing: Pick<Briefing, 'slug' | 'title' | 'description' | 'language' | 'visibility' | 'brand'> | null
}

/** What was typed into a form, and what is wrong with it. */
export interface Typed {
  readonly value: string
  readonly fault: AddressFault
}

/** The form that asks for a briefing by mail. */
export function renderSubscribe(place: Place, typed: Typed | null = null): string {
  const address = subscribePath(place.briefing?.slug ?? '')
  return page(place, 'subscribe', (words) => ({ form: emailForm(words, 'subscribe', address, typed) }))
}

/** The form that asks for the link to one's own subscriptions. */
export function renderFind(place: Place, typed: Typed | null = null): string {
  return page(place, 'find', (words) => ({ form: emailForm(words, 'find', SUBSCRIPTIONS, typed) }))
}

/** A page with one button, which posts to the page itself. */
export function renderButton(place: Place, name: 'confirm' | 'unsubscribe'): string {
  return page(place, name, ({ pages }) => ({ form: { address: '', field: null, button: pages[name].button } }))
}

/** A page that says what has happened, or why nothing has. */
export function renderOutcome(place: Place, name: 'asked' | 'confirmed' | 'found' | 'busy'): string {
  return page(place, name, () => ({}))
}

/** What every link answers that opens nothing, with the way to a new one. */
export function renderInvalid(place: Place): string {
  return page(place, 'invalid', ({ pages }) => ({ back: { address: SUBSCRIPTIONS, text: pages.find.heading } }))
}

/** What unsubscribing answers; `token` is the one that it was done with. */
export function renderUnsubscribed(place: Place, token: string): string {
  return page(place, 'unsubscribed', ({ seeAll }) => ({ seeAll: { address: SUBSCRIPTIONS, token, ...seeAll } }))
}

/** One of a reader's subscriptions. */
export interface OwnSubscription {
  readonly id: string
  readonly slug: string
  readonly state: SubscriberState
  readonly briefing: Place['briefing']
}

/** A reader's own page. Its buttons post to the page itself. */
export function renderOwn(place: Place, email: string, own: readonly OwnSubscription[]): string {
  return page(place, 'own', (words) => ({ email: shown(email), own: own.map((one) => ownView(one, words, place)) }))
}

function ownView(
  { id, slug, state, briefing }: OwnSubscription,
  { pages, states }: SubscriptionWording,
  { publicUrl, siteLanguage }: Place,
): z.infer<typeof OwnView> {
  const tag = briefing?.language ?? siteLanguage
  return {
    id,
    briefing: briefing ? shown(briefing.title) : slug,
    tag,
    dir: directionOf(tag),
    live: briefing && briefing.visibility !== 'private' ? { address: `${publicUrl}/briefings/${slug}` } : null,
    state: states[state],
    end: state !== 'unsubscribed' ? { address: '', subscription: id, button: pages.own.button } : null,
  }
}

function emailForm(words: SubscriptionWording, name: 'subscribe' | 'find', address: string, typed: Typed | null): SubscriptionView['form'] {
  const error = typed && words.wrongAddress(typed.fault)
  return {
    address,
    field: { label: words.email, value: shown(typed?.value ?? ''), error, trap: words.trap },
    button: words.pages[name].button,
  }
}

function page(
  { publicUrl, siteLanguage, briefing }: Place,
  name: keyof SubscriptionWording['pages'],
  more: (words: SubscriptionWording) => Partial<SubscriptionView>,
): string {
  const language = briefing?.language ?? siteLanguage
  const wording = wordingFor(language)
  const words = wording.subscription
  const { heading, lead } = words.pages[name]
  const title = briefing && shown(briefing.title)
  const own = more(words)
  const brand = brandView(briefing && brandOf(briefing), publicUrl)
  const view: SubscriptionView = {
    language,
    direction: directionOf(language),
    wordingLanguage: wordingLanguageOf(language, wording),
    site: brand.name ?? wording.labels.site,
    brand,
    imprint: brand.footer !== null || brand.postalAddress !== null,
    home: { address: `${publicUrl}/` },
    name: `${own.form?.field?.error ? `${words.error}: ` : ''}${heading} – ${title ?? wording.labels.site}`,
    title,
    description: name === 'subscribe' ? shownOrNull(briefing?.description ?? null) : null,
    heading,
    lead,
    email: null,
    form: null,
    own: [],
    seeAll: null,
    back: briefing && briefing.visibility !== 'private' ? { address: `${publicUrl}/briefings/${briefing.slug}`, text: words.back } : null,
    ...own,
  }
  return render(view)
}
