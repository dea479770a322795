import * as z from 'zod'
import stylesheet from '../../templates/mail.css'
import dirSource from '../../templates/partials/dir.mail.mustache'
import wordingSource from '../../templates/partials/wording.html.mustache'
import mailSource from '../../templates/subscription.mail.mustache'
import textSource from '../../templates/subscription.txt.mustache'
import { brandOf, type Brand } from '../core/brand.ts'
import type { Briefing } from '../core/briefing.ts'
import type { Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import { brandView } from './brand.ts'
import { mailBrandStyle, TRUSTED_STYLES } from './brand-style.ts'
import { shown, shownOrNull } from './clean.ts'
import { htmlEscape } from './escape-html.ts'
import { directionOf, localeFor } from './locale.ts'
import { buildMime } from './mime.ts'
import { template } from './mustache.ts'
import { BrandView, OtherLanguageView, PlaceView } from './view.ts'
import { wordingFor, type Wording } from './wording.ts'
import { wordingLanguageOf } from './wording-language.ts'
import { wrap } from './wrap.ts'

/** The two mails that readers ask for by themselves: a confirmation, and the link to their own subscriptions. */

/** What their templates see. */
export const SubscriptionMailView = z.strictObject({
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  wordingLanguage: OtherLanguageView.nullable(),
  startSide: z.enum(['left', 'right']).describe('where a line begins; mail clients do not know "start"'),
  mirrored: z.boolean().describe('true: from right to left, which some mail clients have to be told at every cell'),
  site: z.string(),
  brand: BrandView,
  home: PlaceView,
  subject: z.string(),
  title: z.string().nullable().describe("the briefing's"),
  description: z.string().nullable(),
  asked: z.string(),
  link: PlaceView,
  button: z.string(),
  until: z.string(),
  otherwise: z.string(),
})

export const subscriptionMailTemplate = {
  source: mailSource,
  partials: { dir: dirSource, wording: wordingSource, stylesheet, brandStyle: mailBrandStyle },
  trusted: TRUSTED_STYLES,
}
export const subscriptionTextTemplate = { source: textSource, partials: {} }

const asIs = (value: string) => value
const renderHtmlPart = template(subscriptionMailTemplate, htmlEscape)
const renderTextPart = template(subscriptionTextTemplate, { text: asIs, url: asIs })

/** What one of these mails is made with. */
export interface MailOptions {
  readonly from: Mailbox
  readonly to: Mailbox
  readonly date: Date
  /** With its angle brackets. */
  readonly messageId: string
  readonly publicUrl: string
  /** Where its button leads. */
  readonly link: string
  /** When the link expires. */
  readonly expires: Date
}

/** The mail that asks whether a sign-up is meant. */
export function renderConfirmation(briefing: Briefing, options: MailOptions): Promise<string> {
  const wording = wordingFor(briefing.language)
  const words = wording.subscription.confirmation
  const title = shown(briefing.title)
  return build({ ...briefing, brand: brandOf(briefing) }, wording, options, {
    subject: words.subject(title),
    title,
    description: shownOrNull(briefing.description),
    asked: words.asked(siteOf(options.publicUrl)),
    button: words.button,
    otherwise: words.otherwise,
  })
}

/** The mail with the link to a reader's own page. It belongs to no briefing, and speaks the site's language. */
export function renderManageLink(language: string, options: MailOptions): Promise<string> {
  const wording = wordingFor(language)
  const { subject, asked, button, otherwise } = wording.subscription.link
  const words = { subject, title: null, description: null, asked: asked(siteOf(options.publicUrl)), button, otherwise }
  return build({ language, timezone: 'UTC', brand: null }, wording, options, words)
}

function build(
  { language, timezone, brand: own }: Pick<Briefing, 'language' | 'timezone'> & { readonly brand: Brand | null },
  wording: Wording,
  { publicUrl, link, expires, ...options }: MailOptions,
  words: Pick<z.infer<typeof SubscriptionMailView>, 'subject' | 'title' | 'description' | 'asked' | 'button' | 'otherwise'>,
): Promise<string> {
  const wordingLanguage = wordingLanguageOf(language, wording)
  const direction = directionOf(language)
  // The moment stands within a sentence of the fixed words.
  const locale = localeFor(wordingLanguage?.tag ?? language, timezone)
  const brand = brandView(own, publicUrl)
  const view: z.infer<typeof SubscriptionMailView> = {
    language,
    direction,
    wordingLanguage,
    startSide: direction === 'rtl' ? 'right' : 'left',
    mirrored: direction === 'rtl',
    site: brand.name ?? wording.labels.site,
    brand,
    home: { address: `${publicUrl}/` },
    link: { address: link },
    until: wording.subscription.confirmation.until(locale.moment(toInstant(expires))),
    ...words,
  }
  return buildMime({
    ...options,
    subject: words.subject,
    // RFC 3834: no vacation notice is to answer it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    language,
    boundarySeed: options.messageId.replaceAll(/[^\w]/g, '').slice(0, 24),
    text: wrap(renderTextPart(view), COLUMNS),
    html: renderHtmlPart(view),
  })
}

const COLUMNS = 72

function siteOf(publicUrl: string): string {
  return publicUrl.replace(/^https?:\/\//, '')
}
