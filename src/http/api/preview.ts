import { Hono } from 'hono'
import { PreviewRequest } from '../../core/preview.ts'
import { storeOf } from '../../store/store.ts'
import { readJsonBody } from '../body.ts'
import type { Door } from '../door.ts'
import { makePreview } from '../preview.ts'
import { refused } from '../problem.ts'

/** `POST /api/preview`: renders anything without storing it. */
export const preview = new Hono<Door>()

preview.post('/', async (c) => {
  const request = await readJsonBody(c.req.raw, PreviewRequest)
  if (!request.ok) return refused(request.error)
  const made = await makePreview(storeOf(c.env), request.value, { publicUrl: c.env.PUBLIC_URL, now: new Date() })
  if (!made.ok) return refused(made.error)
  const { body, contentType, language, policy } = made.value
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Content-Language': language,
      'Content-Security-Policy': policy,
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-store',
    },
  })
})
