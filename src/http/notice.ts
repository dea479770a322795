import { siteLanguageOf } from '../core/site-language.ts'
import { renderNotice } from '../render/notice.ts'
import { negotiate } from './format.ts'
import { pagePolicy } from './headers.ts'

/** A problem as a page, for somebody with a browser; as it is for everything else. It speaks the site's language unless another is known. */
export async function forReader(request: Request, problem: Response, env: Env, language = siteLanguageOf(env)): Promise<Response> {
  const accept = request.headers.get('Accept') ?? ''
  const isProblem = problem.headers.get('Content-Type') === 'application/problem+json'
  if (!isProblem || !accept.includes('text/html') || negotiate(accept) !== 'html') return problem
  const { title, detail } = await problem.json<{ title: string; detail: string }>()
  const headers = new Headers(problem.headers)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Security-Policy', await pagePolicy())
  headers.set('Vary', 'Accept')
  const page = renderNotice({ title, detail, status: problem.status }, env.PUBLIC_URL, language)
  return new Response(page, { status: problem.status, headers })
}
