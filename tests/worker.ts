import { env, exports } from 'cloudflare:workers'
import { z } from 'zod'
import { Article } from '../src/core/article.ts'

/** The Worker as its users meet it: by requests. */

export const ORIGIN = 'https://brief.example'

/** A reader's GET. */
export function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(ORIGIN + path, { headers, redirect: 'manual' }))
}

/** An admin's request; a body that is not a string goes as JSON. */
export function admin(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const payload = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  return exports.default.fetch(
    new Request(ORIGIN + path, {
      method,
      ...payload,
      headers: {
        Authorization: `Bearer ${env.ADMIN_TOKEN}`,
        'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json',
        ...headers,
      },
    }),
  )
}

export const Taken = z.object({ articles: z.array(Article.extend({ outcome: z.string() })) })
export const Problem = z.object({
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
})

/** Posts one article and gives it as stored. */
export async function store(article: object): Promise<z.infer<typeof Taken>['articles'][number]> {
  const answer = await admin('POST', '/api/articles', article)
  const [stored] = Taken.parse(await answer.json()).articles
  if (!stored) throw new Error('nothing was stored')
  return stored
}

/** What is wrong, by an answer. */
export async function problemOf(answer: Response): Promise<z.infer<typeof Problem>> {
  return Problem.parse(await answer.json())
}
