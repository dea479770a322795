import * as z from 'zod'
import { TokenEntry, TokenRequest } from '../core/access-token.ts'
import { Article, ArticleContent, ArticleInput, ArticleReplacement } from '../core/article.ts'
import { Briefing, RecipeReplacement } from '../core/briefing.ts'
import { Composition } from '../core/composition.ts'
import { DELIVERY_STATES } from '../core/delivery.ts'
import { MailStatus } from '../core/mail-settings.ts'
import { PreviewRequest } from '../core/preview.ts'
import { ShareRequest } from '../core/share.ts'
import { PollEntry, SourceEntry, SourceReplacement, SourceSettings } from '../core/source.ts'
import { Proposal, SimilarEntry, Story, StoryRequest } from '../core/story.ts'
import { ImportReport, SignUp, Subscriber, SubscriberInput } from '../core/subscriber.ts'
import { SuppressionEntry, SuppressionInput } from '../core/suppression.ts'
import { LOGO_TYPES, LogoEntry } from '../core/logo.ts'
import { TemplateFormat, TemplateReplacement, TemplateSetEntry, TemplateVersion } from '../core/template.ts'
import { WebhookEntry, WebhookRequest, WebhookShape } from '../core/webhook.ts'
import { FEED_TYPES, MEDIA_TYPES } from '../newsroom/read-document.ts'
import { CatalogueParameters } from './api/articles.ts'
import { EditionListParameters, FreezeRequest, WithdrawalParameters } from './api/editions.ts'
import { LedgerParameters, ResendRequest, TestRequest } from './api/mailings.ts'
import { IntakeParameters } from './api/parameters.ts'
import { ImportParameters, SubscriberListParameters } from './api/subscribers.ts'
import { StoryListParameters } from './api/stories.ts'
import { SuppressionListParameters } from './api/suppressions.ts'
import { TEMPLATE_TYPES, TemplateParameters } from './api/templates.ts'
import { CONTENT_TYPES } from './format.ts'
import { FORM } from './wish.ts'

/** The API's description, OpenAPI 3.1, from the schemas that check it. */

const TakenIn = Article.extend({ outcome: z.enum(['created', 'known', 'revised', 'held']) })
const Warning = z.strictObject({ pointer: z.string(), detail: z.string() }).describe('what of the document was not taken as it stands')
const TookIn = z.strictObject({ articles: z.array(TakenIn), warnings: z.array(Warning), similar: z.array(SimilarEntry) })
const Actor = z.string().nullable().describe('who did it: the name of a token or a person, "admin", "schedule"')
const Revisions = z.strictObject({
  revisions: z.array(
    z.strictObject({
      revision: z.int(),
      at: z.string(),
      by: z.enum(['intake', 'editor']),
      actor: Actor,
      correction: z.string().nullable(),
      bodyDroppedAt: z.string().nullable().describe('since when its text is kept no longer, by BODY_RETENTION'),
    }),
  ),
  held: z.array(z.strictObject({ at: z.string(), article: Article })),
})
const CatalogueEntry = z.strictObject({
  id: z.string(),
  revision: z.int(),
  headline: z.string(),
  listedAt: z.string(),
  updatedAt: z.string(),
  story: z.string().nullable(),
  topics: z.array(z.string()),
  origins: z.array(z.strictObject({ key: z.string(), name: z.string() })),
  visibility: z.enum(['public', 'private']),
  canonicalUrl: z.string().nullable(),
})
const Withdrawn = z.strictObject({ at: z.string(), reason: z.string() })
const Editions = z.strictObject({
  editions: z.array(
    z.strictObject({
      number: z.int(),
      frozenAt: z.string(),
      title: z.string(),
      articles: z.int(),
      withdrawn: Withdrawn.nullable(),
      waiting: z.boolean(),
      actor: Actor,
    }),
  ),
  total: z.int(),
})
const Frozen = z.strictObject({
  number: z.int(),
  url: z.string(),
  digest: z.string(),
  mailing: z.string().optional().describe('where it is mailed'),
})
const BriefingEntry = Briefing.extend({
  nextDueAt: z.array(z.string()).describe('the next three due times'),
  runs: z
    .array(
      z.strictObject({
        dueAt: z.string(),
        outcome: z.enum(['frozen', 'skipped', 'failed']),
        edition: z.int().nullable(),
        reason: z.string().nullable(),
        at: z.string(),
      }),
    )
    .describe('what became of the last ten'),
})
const Ledger = z.strictObject({
  mailings: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['edition', 'correction']),
      state: z.enum(['sending', 'paused', 'done', 'cancelled']),
      createdAt: z.string(),
      actor: Actor,
    }),
  ),
  counts: z.record(z.enum(DELIVERY_STATES), z.int()),
  deliveries: z.array(
    z.strictObject({
      subscriber: z.string(),
      email: z.string().nullable().describe('null once the person was erased, and of a webhook'),
      webhook: z.string().nullable().describe('of a webhook, until it is removed: its label, or else its host'),
      state: z.enum(DELIVERY_STATES),
      attempts: z.int(),
      at: z.string().describe('when the state last changed'),
      dueAt: z.string().describe('of a queued one: not before'),
      detail: z.string().nullable().describe('what the other side said'),
    }),
  ),
  cursor: z.string().nullable(),
})
const Opened = z.strictObject({ mailing: z.string() })
const CorrectionMailing = z.strictObject({ mailing: z.string(), deliveries: z.int(), corrections: z.int() })
const TestReceipt = z.strictObject({ state: z.literal('sent'), detail: z.string() })
const Appearances = z.strictObject({
  editions: z.array(z.strictObject({ briefing: z.string(), number: z.int(), revision: z.int() })),
  shares: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string().nullable(),
      revision: z.int(),
      expiresAt: z.string(),
      revokedAt: z.string().nullable(),
    }),
  ),
})
const MadeShare = z.strictObject({ id: z.string(), url: z.string().describe('the only place where its key stands'), expiresAt: z.string() })
const ShareEntry = z.strictObject({
  id: z.string(),
  of: z.string(),
  label: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  actor: Actor,
})
const EditionJson = z.strictObject({
  edition: z.object({
    briefing: z.string(),
    number: z.int(),
    frozenAt: z.string(),
    items: z.array(z.object({ article: z.string(), revision: z.int(), sha256: z.string() })),
  }),
  digest: z.string(),
  corrections: z.array(z.strictObject({ article: z.string(), at: z.string(), note: z.string() })),
})
const Suppressed = SuppressionEntry.pick({ id: true, reason: true, at: true })
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})

interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly summary: string
  readonly admin: boolean
  readonly query?: z.ZodObject
  readonly headers?: readonly string[]
  /** Media types to schemas. */
  readonly takes?: Readonly<Record<string, z.ZodType>>
  readonly answers: Readonly<Record<number, z.ZodType | readonly string[] | null>>
}

const documents = {
  [MEDIA_TYPES[0]]: z.union([ArticleInput, z.array(ArticleInput)]),
  [MEDIA_TYPES[1]]: z.string(),
  [MEDIA_TYPES[2]]: z.string(),
  [MEDIA_TYPES[3]]: z.string(),
  ...Object.fromEntries(FEED_TYPES.map((type) => [type, z.string()])),
}
const json = (schema: z.ZodType) => ({ 'application/json': schema })

const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/', summary: 'The public briefings', admin: false, answers: { 200: [CONTENT_TYPES.html] } },
  ...pages('/briefings/{slug}', 'A briefing as of now'),
  ...pages('/articles/{id}', 'A one-article briefing'),
  ...pages('/briefings/{slug}/editions/{number}', 'An edition; 410 once it was withdrawn', EditionJson),
  ...pages('/s/{key}', 'A share'),
  {
    method: 'get',
    path: '/briefings/{slug}/editions',
    summary: 'The editions of a briefing, a page at a time',
    admin: false,
    query: z.object({ page: z.int().optional() }),
    answers: { 200: [CONTENT_TYPES.html], 404: null },
  },
  {
    method: 'get',
    path: '/briefings/{slug}/editions/latest',
    summary: 'Leads to the latest edition; takes a suffix too',
    admin: false,
    answers: { 302: null, 404: null },
  },
  {
    method: 'get',
    path: '/briefings/{slug}/feed.atom',
    summary: 'The editions as Atom',
    admin: false,
    answers: { 200: ['application/atom+xml'], 404: null },
  },
  {
    method: 'get',
    path: '/briefings/{slug}/feed.json',
    summary: 'The editions as JSON Feed 1.1',
    admin: false,
    answers: { 200: ['application/feed+json'], 404: null },
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'Whether KV and D1 answer',
    admin: false,
    answers: { 200: z.object({ status: z.string() }), 503: z.object({ status: z.string() }) },
  },
  { method: 'get', path: '/openapi.json', summary: 'This description', admin: false, answers: { 200: z.object({}) } },
  { method: 'get', path: '/robots.txt', summary: 'What search engines may read', admin: false, answers: { 200: ['text/plain'] } },
  {
    method: 'post',
    path: '/api/intake',
    summary: 'What would be made of a document, or without a body of what stands at `url`; stores nothing',
    admin: true,
    query: IntakeParameters,
    takes: documents,
    answers: {
      200: z.strictObject({ articles: z.array(ArticleContent), warnings: z.array(Warning), similar: z.array(SimilarEntry) }),
      502: null,
      504: null,
    },
  },
  {
    method: 'post',
    path: '/api/articles',
    summary: 'Takes articles in, without a body from `url`: 201 if any is new, 200 if all were known',
    admin: true,
    query: IntakeParameters,
    takes: documents,
    answers: { 200: TookIn, 201: TookIn, 502: null, 504: null },
  },
  {
    method: 'get',
    path: '/api/articles',
    summary: 'The catalogue, newest first',
    admin: true,
    query: CatalogueParameters,
    answers: { 200: z.strictObject({ articles: z.array(CatalogueEntry), cursor: z.string().nullable() }) },
  },
  { method: 'get', path: '/api/articles/{id}', summary: 'An article with its body', admin: true, answers: { 200: Article, 404: null } },
  {
    method: 'put',
    path: '/api/articles/{id}',
    summary: 'Replaces an article by a new revision, or creates it',
    admin: true,
    headers: ['If-Match'],
    takes: json(ArticleReplacement),
    answers: { 200: Article, 201: Article, 409: null, 412: null },
  },
  {
    method: 'delete',
    path: '/api/articles/{id}',
    summary: 'Erases an article, every revision of it',
    admin: true,
    answers: { 204: null, 404: null },
  },
  {
    method: 'get',
    path: '/api/articles/{id}/revisions',
    summary: 'What an article went through',
    admin: true,
    answers: { 200: Revisions, 404: null },
  },
  {
    method: 'get',
    path: '/api/briefings',
    summary: 'Every recipe',
    admin: true,
    answers: { 200: z.strictObject({ briefings: z.array(Briefing) }) },
  },
  {
    method: 'get',
    path: '/api/briefings/{slug}',
    summary: 'A recipe, when it is due, and what became of its due times',
    admin: true,
    answers: { 200: BriefingEntry, 404: null },
  },
  {
    method: 'put',
    path: '/api/briefings/{slug}',
    summary: 'Makes or replaces a recipe',
    admin: true,
    headers: ['If-Match'],
    takes: json(RecipeReplacement),
    answers: { 200: Briefing, 201: Briefing, 412: null },
  },
  {
    method: 'get',
    path: '/api/articles/{id}/appearances',
    summary: 'Each edition and share that carries an article, and at which revision',
    admin: true,
    answers: { 200: Appearances, 404: null },
  },
  {
    method: 'get',
    path: '/api/briefings/{slug}/editions',
    summary: 'The editions, newest first',
    admin: true,
    query: EditionListParameters,
    answers: { 200: Editions, 404: null },
  },
  {
    method: 'post',
    path: '/api/briefings/{slug}/editions',
    summary: 'Freezes the briefing as of now; mails it where "send" is true. The body may be left out',
    admin: true,
    takes: json(FreezeRequest),
    answers: { 201: Frozen, 404: null, 503: null },
  },
  {
    method: 'get',
    path: '/api/briefings/{slug}/editions/{number}/deliveries',
    summary: 'What is owed to whom, and what became of it',
    admin: true,
    query: LedgerParameters,
    answers: { 200: Ledger, 404: null },
  },
  ...(['approve', 'send'] as const).map((verb): Operation => ({
    method: 'post',
    path: `/api/briefings/{slug}/editions/{number}/${verb}`,
    summary:
      verb === 'approve' ? 'Approves an edition that waits: it is seen and mailed from now on' : 'Mails an edition that was frozen without',
    admin: true,
    answers: { 200: Opened, 404: null, 409: null, 503: null },
  })),
  {
    method: 'post',
    path: '/api/briefings/{slug}/editions/{number}/correction',
    summary: 'Mails what was corrected to everyone who was sent the edition and still subscribes',
    admin: true,
    answers: { 201: CorrectionMailing, 404: null, 409: null, 503: null },
  },
  {
    method: 'post',
    path: '/api/briefings/{slug}/editions/{number}/pause',
    summary: 'Stops its mailings where they are',
    admin: true,
    answers: { 200: z.strictObject({ paused: z.array(z.string()) }) },
  },
  {
    method: 'post',
    path: '/api/briefings/{slug}/editions/{number}/resume',
    summary: 'Lets them go on',
    admin: true,
    answers: { 200: z.strictObject({ resumed: z.array(z.string()) }) },
  },
  {
    method: 'post',
    path: '/api/briefings/{slug}/editions/{number}/resend',
    summary: 'Sends messages again whose end is unknown, or that failed',
    admin: true,
    takes: json(ResendRequest),
    answers: { 200: z.strictObject({ queued: z.int() }) },
  },
  {
    method: 'post',
    path: '/api/briefings/{slug}/test',
    summary: 'Mails the briefing as of now to one address, marked as a test',
    admin: true,
    takes: json(TestRequest),
    answers: { 200: TestReceipt, 404: null, 502: null, 503: null },
  },
  {
    method: 'delete',
    path: '/api/briefings/{slug}/editions/{number}',
    summary: 'Withdraws an edition',
    admin: true,
    query: WithdrawalParameters,
    answers: { 204: null, 404: null },
  },
  {
    method: 'post',
    path: '/api/shares',
    summary: 'Freezes something and makes a link to it',
    admin: true,
    takes: json(ShareRequest),
    answers: { 201: MadeShare },
  },
  {
    method: 'get',
    path: '/api/shares',
    summary: 'Every share, newest first',
    admin: true,
    answers: { 200: z.strictObject({ shares: z.array(ShareEntry) }) },
  },
  { method: 'delete', path: '/api/shares/{id}', summary: 'Revokes a share', admin: true, answers: { 204: null, 404: null } },
  { method: 'delete', path: '/api/briefings/{slug}', summary: 'Removes a recipe', admin: true, answers: { 204: null, 404: null } },
  { method: 'get', path: '/api/mail', summary: 'How mail is set up, and what is missing', admin: true, answers: { 200: MailStatus } },
  ...subscriptionPages(),
  ...subscriberLists(),
  ...webhooks(),
  ...sources(),
  ...stories(),
  ...tokens(),
  ...templates(),
  ...logos(),
]

/** The whole description; `server` is the origin it is served from. */
export function openApi(server: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  return {
    openapi: '3.1.0',
    info: { title: 'Wirebrief', version: '1', description: 'News articles in, short briefings out.' },
    servers: [{ url: server }],
    components: {
      securitySchemes: {
        admin: {
          type: 'http',
          scheme: 'bearer',
          description: 'ADMIN_TOKEN, or a token made at /api/tokens with the scope that the call needs: read, write or send',
        },
      },
      schemas: { Problem: z.toJSONSchema(Problem), Composition: z.toJSONSchema(Composition) },
    },
    paths,
  }
}

function pages(path: string, summary: string, data: z.ZodType = Composition): Operation[] {
  const { html, md, txt, json: composed, eml } = CONTENT_TYPES
  return [
    {
      method: 'get',
      path,
      summary,
      admin: false,
      headers: ['Accept', 'If-None-Match'],
      answers: { 200: [html, md, txt, composed], 304: null, 404: null },
    },
    { method: 'get', path: `${path}.md`, summary: `${summary}, as Markdown`, admin: false, answers: { 200: [md], 404: null } },
    { method: 'get', path: `${path}.txt`, summary: `${summary}, as text for an e-mail`, admin: false, answers: { 200: [txt], 404: null } },
    { method: 'get', path: `${path}.json`, summary: `${summary}, as data`, admin: false, answers: { 200: data, 404: null } },
    { method: 'get', path: `${path}.eml`, summary: `${summary}, as an unsent message`, admin: false, answers: { 200: [eml], 404: null } },
  ]
}

function tokens(): Operation[] {
  return [
    {
      method: 'post',
      path: '/api/tokens',
      summary: 'Makes a named token, which is shown this once; for ADMIN_TOKEN alone, as all of these',
      admin: true,
      takes: json(TokenRequest),
      answers: { 201: TokenRequest.extend({ id: z.uuid(), token: z.string() }) },
    },
    {
      method: 'get',
      path: '/api/tokens',
      summary: 'Every token, newest first',
      admin: true,
      answers: { 200: z.strictObject({ tokens: z.array(TokenEntry) }) },
    },
    {
      method: 'delete',
      path: '/api/tokens/{id}',
      summary: 'Revokes a token, and ends the sessions that it opened',
      admin: true,
      answers: { 204: null, 404: null },
    },
  ]
}

function templates(): Operation[] {
  const { html, md, txt, json: data, eml } = CONTENT_TYPES
  const path = '/api/templates/{name}/{format}'
  const kept = TemplateVersion.extend({ name: z.string(), format: TemplateFormat, hash: z.string() })
  const saved = kept.extend({ warnings: z.array(z.string()).describe('what it leaves out that the built-in one shows') })
  return [
    {
      method: 'get',
      path: '/api/templates',
      summary: 'Every template set, with the briefings that use it',
      admin: true,
      answers: { 200: z.strictObject({ templates: z.array(TemplateSetEntry) }) },
    },
    {
      method: 'get',
      path,
      summary: 'A template: its text, now or in an earlier version; of the set "built-in", those that come with Wirebrief',
      admin: true,
      query: TemplateParameters,
      headers: ['If-None-Match'],
      answers: { 200: kept.extend({ text: z.string() }), 304: null, 404: null, 503: null },
    },
    {
      method: 'put',
      path,
      summary: 'Makes or replaces a template, for html, md, txt or mail; docs/templates.md says what may stand in it',
      admin: true,
      headers: ['If-Match'],
      takes: { ...Object.fromEntries(TEMPLATE_TYPES.map((type) => [type, z.string()])), ...json(TemplateReplacement) },
      answers: { 200: saved, 201: saved, 409: null, 412: null },
    },
    {
      method: 'delete',
      path,
      summary: 'Removes a template; the last of a set that briefings use stays',
      admin: true,
      headers: ['If-Match'],
      answers: { 204: null, 404: null, 409: null, 412: null },
    },
    {
      method: 'get',
      path: `${path}/versions`,
      summary: 'The versions of a template, newest first',
      admin: true,
      answers: { 200: z.strictObject({ versions: z.array(TemplateVersion) }), 404: null },
    },
    {
      method: 'post',
      path: '/api/preview',
      summary: 'Renders anything, stored or not, and stores nothing',
      admin: true,
      takes: json(PreviewRequest),
      answers: { 200: [html, md, txt, data, eml], 503: null },
    },
  ]
}

function logos(): Operation[] {
  const types = Object.values(LOGO_TYPES)
  const entry = LogoEntry.extend({ url: z.string() })
  return [
    {
      method: 'get',
      path: '/api/logos',
      summary: 'Every logo, with the briefings that show it',
      admin: true,
      answers: { 200: z.strictObject({ logos: z.array(entry) }) },
    },
    {
      method: 'post',
      path: '/api/logos',
      summary: 'Adds a logo: a still picture of at most 256 KiB and 2000 by 2000 pixels; docs/brand.md',
      admin: true,
      takes: Object.fromEntries(types.map((type) => [type, z.string()])),
      answers: { 200: entry, 201: entry },
    },
    {
      method: 'delete',
      path: '/api/logos/{id}',
      summary: 'Removes a logo that no briefing shows; editions and shares keep it',
      admin: true,
      answers: { 204: null, 404: null, 409: null },
    },
    { method: 'get', path: '/logos/{id}', summary: 'A logo', admin: false, answers: { 200: types, 404: null } },
  ]
}

function subscriptionPages(): Operation[] {
  const { html } = CONTENT_TYPES
  const accepted = z.strictObject({ accepted: z.literal(true), detail: z.string() })
  const wish = { ...json(SignUp), [FORM]: SignUp }
  const page = (path: string, summary: string): Operation => ({
    method: 'get',
    path,
    summary,
    admin: false,
    answers: { 200: [html], 404: null },
  })
  const button = (path: string, summary: string): Operation => ({ ...page(path, summary), method: 'post' })
  return [
    page('/briefings/{slug}/subscribe', 'The form that asks for a briefing by mail'),
    {
      method: 'post',
      path: '/briefings/{slug}/subscribe',
      summary: 'Asks for a briefing by mail; answers the same to any address, and a form with a page',
      admin: false,
      takes: wish,
      answers: { 202: accepted, 404: null, 429: null, 503: null },
    },
    page('/subscriptions/confirm/{token}', 'A button that confirms a sign-up'),
    button('/subscriptions/confirm/{token}', 'Confirms a sign-up'),
    page('/subscriptions/unsubscribe/{token}', 'A button that ends a subscription'),
    button('/subscriptions/unsubscribe/{token}', 'Ends a subscription, with one click from a mail program, too (RFC 8058)'),
    { ...page('/subscriptions', "The form that asks for a link to all of a reader's subscriptions"), answers: { 200: [html] } },
    {
      method: 'post',
      path: '/subscriptions',
      summary: 'Asks for that link; answers the same to any address, and a form with a page',
      admin: false,
      takes: wish,
      answers: { 202: accepted, 429: null, 503: null },
    },
    page('/subscriptions/manage/{token}', "A reader's subscriptions, with a button each to end them"),
    {
      ...button('/subscriptions/manage/{token}', 'Ends one of them'),
      takes: { [FORM]: z.strictObject({ subscription: z.string() }) },
    },
  ]
}

function webhooks(): Operation[] {
  const list = '/api/briefings/{slug}/webhooks'
  const added = z.strictObject({
    id: z.string(),
    host: z.string(),
    secret: z.string().describe('signs what is posted; shown this once'),
    shape: WebhookShape,
    label: z.string().nullable(),
  })
  return [
    {
      method: 'get',
      path: list,
      summary: "Where a briefing's editions are posted, and what became of the newest; no addresses",
      admin: true,
      answers: { 200: z.strictObject({ webhooks: z.array(WebhookEntry) }), 404: null },
    },
    {
      method: 'post',
      path: list,
      summary: 'Posts the editions of a briefing to an address, too',
      admin: true,
      takes: json(WebhookRequest),
      answers: { 201: added, 404: null, 409: null },
    },
    {
      method: 'delete',
      path: '/api/webhooks/{id}',
      summary: 'Removes a webhook, and cancels what is owed to it',
      admin: true,
      answers: { 204: null, 404: null },
    },
    {
      method: 'post',
      path: '/api/webhooks/{id}/test',
      summary: 'Posts the briefing as of now, marked as a test; 502 where it is not taken',
      admin: true,
      answers: { 200: z.strictObject({ state: z.literal('sent'), detail: z.string() }), 404: null, 502: null, 503: null },
    },
  ]
}

function subscriberLists(): Operation[] {
  const list = '/api/briefings/{slug}/subscribers'
  return [
    {
      method: 'get',
      path: list,
      summary: 'The subscribers of a briefing; all of them with `Accept: text/csv`',
      admin: true,
      query: SubscriberListParameters,
      headers: ['Accept'],
      answers: { 200: z.strictObject({ subscribers: z.array(Subscriber), cursor: z.string().nullable() }), 404: null },
    },
    {
      method: 'post',
      path: list,
      summary: 'Adds people, all or none; 422 says what is wrong in which row',
      admin: true,
      query: ImportParameters,
      takes: { ...json(z.union([SubscriberInput, z.array(SubscriberInput)])), 'text/csv': z.string() },
      answers: { 200: ImportReport, 404: null, 503: null },
    },
    {
      method: 'delete',
      path: '/api/subscribers/{id}',
      summary: 'Removes one subscriber from one list',
      admin: true,
      answers: { 204: null, 404: null },
    },
    {
      method: 'get',
      path: '/api/suppressions',
      summary: 'Addresses that get no mail, newest first; all of them with `Accept: text/csv`',
      admin: true,
      query: SuppressionListParameters,
      headers: ['Accept'],
      answers: { 200: z.strictObject({ suppressions: z.array(SuppressionEntry), cursor: z.string().nullable() }) },
    },
    {
      method: 'post',
      path: '/api/suppressions',
      summary: 'Suppresses an address, or erases the person who has it; 200 where it was suppressed before',
      admin: true,
      takes: json(SuppressionInput),
      answers: { 200: Suppressed, 201: Suppressed, 503: null },
    },
    { method: 'delete', path: '/api/suppressions/{id}', summary: 'Lifts a suppression', admin: true, answers: { 204: null, 404: null } },
  ]
}

function stories(): Operation[] {
  return [
    {
      method: 'get',
      path: '/api/stories',
      summary: 'The stories, the one that an article came to last first, and up to 100 proposals that wait for an editor',
      admin: true,
      query: StoryListParameters,
      answers: { 200: z.strictObject({ stories: z.array(Story), proposals: z.array(Proposal) }) },
    },
    {
      method: 'post',
      path: '/api/stories',
      summary: 'Puts articles into one story: 201 if it is new',
      admin: true,
      takes: json(StoryRequest),
      answers: { 200: Story, 201: Story },
    },
    { method: 'get', path: '/api/stories/{story}', summary: 'One story', admin: true, answers: { 200: Story, 404: null } },
    {
      method: 'delete',
      path: '/api/stories/{story}/articles/{id}',
      summary: 'Takes an article out of a story, for good',
      admin: true,
      answers: { 204: null, 404: null },
    },
    {
      method: 'post',
      path: '/api/proposals/{id}/accept',
      summary: 'Makes one story of the two articles of a proposal, and of the stories that they are of',
      admin: true,
      answers: { 200: Story, 201: Story, 404: null },
    },
    {
      method: 'post',
      path: '/api/proposals/{id}/dismiss',
      summary: 'Notes that they are of two stories; they are not proposed again',
      admin: true,
      answers: { 204: null, 404: null },
    },
  ]
}

function sources(): Operation[] {
  const path = '/api/sources/{id}'
  return [
    {
      method: 'get',
      path: '/api/sources',
      summary: 'Every feed that is polled, and how it fares',
      admin: true,
      answers: { 200: z.strictObject({ sources: z.array(SourceEntry) }) },
    },
    {
      method: 'post',
      path: '/api/sources',
      summary: 'Adds a feed, which is polled at once',
      admin: true,
      takes: json(SourceSettings),
      answers: { 201: SourceEntry, 409: null },
    },
    {
      method: 'get',
      path,
      summary: 'A source with its last polls',
      admin: true,
      answers: { 200: SourceEntry.extend({ polls: z.array(PollEntry) }), 404: null },
    },
    {
      method: 'put',
      path,
      summary: 'Replaces its settings, and polls it unless it is paused',
      admin: true,
      takes: json(SourceReplacement),
      answers: { 200: SourceEntry, 404: null, 409: null },
    },
    { method: 'delete', path, summary: 'Removes a source; its articles stay', admin: true, answers: { 204: null, 404: null } },
    {
      method: 'post',
      path: `${path}/poll`,
      summary: 'Polls a source now',
      admin: true,
      answers: { 202: SourceEntry, 404: null, 409: null },
    },
  ]
}

function describe({ path, summary, admin, query, headers = [], takes, answers }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({ name, in: 'query', schema: schemaOf(schema, 'input') }))
  const inHeader = headers.map((name) => ({ name, in: 'header', schema: { type: 'string' } }))
  const refusals = {
    ...(admin ? { 401: null, 403: null } : {}),
    ...(takes || query ? { 400: null, 422: null } : {}),
    ...(takes ? { 413: null, 415: null } : {}),
  }
  return {
    summary,
    ...(admin ? { security: [{ admin: [] }] } : {}),
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...(takes ? { requestBody: { required: true, content: content(takes) } } : {}),
    responses: Object.fromEntries(
      Object.entries({ ...refusals, ...answers }).map(([status, answer]) => [status, response(Number(status), answer)]),
    ),
  }
}

function response(status: number, answer: z.ZodType | readonly string[] | null): object {
  if (answer === null) {
    const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
    return { description: status < 400 ? 'No body' : 'Problem details (RFC 9457)', ...(status < 400 ? {} : { content: problem }) }
  }
  if (answer instanceof z.ZodType) {
    return {
      description: 'OK',
      content:
        answer === Composition
          ? { 'application/json': { schema: { $ref: '#/components/schemas/Composition' } } }
          : content(json(answer), 'output'),
    }
  }
  return { description: 'OK', content: Object.fromEntries(answer.map((type) => [type.split(';')[0], {}])) }
}

function content(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output' = 'input'): object {
  return Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema: schemaOf(schema, io) }]))
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): object {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
