import { Hono } from 'hono'
import { isNegotiable, pagePath, parsePage, type PageAddress } from '../urls.ts'
import { may } from '../core/scope.ts'
import { siteLanguageOf } from '../core/site-language.ts'
import { bearerOf, unauthorized } from './auth.ts'
import type { Door } from './door.ts'
import { namesEntityTag, negotiate } from './format.ts'
import { health } from './health.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { methodNotAllowed, methodsOf } from './methods.ts'
import { forReader } from './notice.ts'
import { logFailure } from '../log.ts'
import { servePage } from './pages.ts'
import { notFound, problem } from './problem.ts'
import { explain } from './reader-page.ts'
import { subscriptions } from './subscriptions.ts'
import { storeOf } from '../store/store.ts'

/** The Worker's front: the API, which it answers itself, and the public pages, which it normalises and hands on. */
export const gateway = new Hono<Door>()

gateway.use(async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
})

gateway.get('/healthz', async (c) => health(storeOf(c.env)))

gateway.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /api/\nDisallow: /desk/\nDisallow: /subscriptions/\n'))

gateway.get('/openapi.json', async (c) => {
  const { openApi } = await import('./openapi.ts')
  return c.json(openApi(c.env.PUBLIC_URL))
})

gateway.route('/', subscriptions)

// What editors use is large, and the readers' pages have to start fast.
gateway.all('/api/*', async (c) => {
  const { api } = await import('./api/api.ts')
  return api.fetch(c.req.raw, c.env, c.executionCtx)
})

gateway.all('/desk/*', async (c) => {
  const { desk } = await import('./desk/desk.ts')
  return desk.fetch(c.req.raw, c.env, c.executionCtx)
})

gateway.notFound(async (c) => {
  const { pathname, search } = new URL(c.req.url)
  const page = parsePage(pathname + search)
  if (!page) return methodsOf(gateway, pathname, c.req.method) ?? forReader(c.req.raw, notFound(), c.env)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return methodNotAllowed(['GET', 'HEAD'])
  const holder = await bearerOf(c.req.header('Authorization'), c.env)
  if (holder === 'wrong') return unauthorized()
  const bare = isNegotiable(page) && page.format === 'html'
  const wanted = bare ? { ...page, format: negotiate(c.req.header('Accept') ?? null) } : page
  const request = new Request(new URL(pagePath(wanted), c.env.PUBLIC_URL), { redirect: 'manual' })
  const answer =
    holder && may(holder.identity, 'read')
      ? await servePage(request, {
          store: storeOf(c.env),
          publicUrl: c.env.PUBLIC_URL,
          siteLanguage: siteLanguageOf(c.env),
          now: new Date(),
          reader: 'editor',
        })
      : await c.executionCtx.exports.Pages.fetch(request)
  const shown = answer.ok ? answer : await forReader(c.req.raw, answer, c.env)
  return conditional(c.req.raw, bare ? negotiated(shown, wanted) : shown)
})

gateway.onError((error, c) => {
  const { pathname } = new URL(c.req.url)
  logFailure('request-failed', {
    method: c.req.method,
    path: pathname.replace(/^(\/s|\/subscriptions\/\w+)\/.*/, '$1/…'),
    error: String(error),
  })
  const answer = problem(500, 'Something failed here; it has been logged. Try again.')
  return pathname.startsWith('/api/') ? answer : explain(c, answer)
})

function negotiated(answer: Response, page: PageAddress): Response {
  const headers = new Headers(answer.headers)
  headers.set('Vary', 'Accept')
  if (answer.ok) headers.set('Content-Location', pagePath(page))
  return new Response(answer.body, { status: answer.status, headers })
}

/** 304 for the reader who has it already, and no body for a HEAD (RFC 9110, sections 9.3.2 and 13.2). */
async function conditional(request: Request, answer: Response): Promise<Response> {
  const etag = answer.headers.get('ETag')
  const known = request.headers.get('If-None-Match')
  const headers = new Headers(answer.headers)
  if (answer.ok && etag !== null && known !== null && namesEntityTag(known, etag)) {
    await answer.body?.cancel()
    headers.delete('Content-Type')
    headers.delete('Content-Disposition')
    return new Response(null, { status: 304, headers })
  }
  if (request.method !== 'HEAD') return new Response(answer.body, { status: answer.status, headers })
  await answer.body?.cancel()
  return new Response(null, { status: answer.status, headers })
}
