import { z } from 'zod'
import { Article, ArticleContent, ArticleInput, ArticleReplacement } from '../core/article.ts'
import { Briefing, Recipe } from '../core/briefing.ts'
import { Composition } from '../core/composition.ts'
import { ShareRequest } from '../core/share.ts'
import { MEDIA_TYPES } from '../newsroom/drafts.ts'
import { CatalogueParameters } from './api/articles.ts'
import { EditionListParameters, WithdrawalParameters } from './api/editions.ts'
import { IntakeParameters } from './api/parameters.ts'
import { CONTENT_TYPES } from './format.ts'

/** The API's description, OpenAPI 3.1, from the schemas that check it. */

const TakenIn = Article.extend({ outcome: z.enum(['created', 'known', 'revised', 'held']) })
const Revisions = z.strictObject({
  revisions: z.array(
    z.strictObject({ revision: z.int(), at: z.string(), by: z.enum(['intake', 'editor']), correction: z.string().nullable() }),
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
    z.strictObject({ number: z.int(), frozenAt: z.string(), title: z.string(), articles: z.int(), withdrawn: Withdrawn.nullable() }),
  ),
  total: z.int(),
})
const Frozen = z.strictObject({ number: z.int(), url: z.string(), digest: z.string() })
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
    summary: 'What would be made of a document; stores nothing',
    admin: true,
    query: IntakeParameters,
    takes: documents,
    answers: { 200: z.strictObject({ articles: z.array(ArticleContent), warnings: z.array(z.string()) }) },
  },
  {
    method: 'post',
    path: '/api/articles',
    summary: 'Takes articles in: 201 if any is new, 200 if all were known',
    admin: true,
    query: IntakeParameters,
    takes: documents,
    answers: { 200: z.strictObject({ articles: z.array(TakenIn) }), 201: z.strictObject({ articles: z.array(TakenIn) }) },
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
  { method: 'get', path: '/api/briefings/{slug}', summary: 'A recipe', admin: true, answers: { 200: Briefing, 404: null } },
  {
    method: 'put',
    path: '/api/briefings/{slug}',
    summary: 'Makes or replaces a recipe',
    admin: true,
    takes: json(Recipe),
    answers: { 200: Briefing, 201: Briefing },
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
    summary: 'Freezes the briefing as of now',
    admin: true,
    answers: { 201: Frozen, 404: null },
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
      securitySchemes: { admin: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' } },
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

function describe({ path, summary, admin, query, headers = [], takes, answers }: Operation): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({ name, in: 'query', schema: schemaOf(schema, 'input') }))
  const inHeader = headers.map((name) => ({ name, in: 'header', schema: { type: 'string' } }))
  const refusals = {
    ...(admin ? { 401: null } : {}),
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
