import { madeArticle } from './made-article.ts'

/** Sends requests of an editor, of whom one status is expected each; answers the JSON. */
export function editorOf(base, token) {
  return async (expected, method, path, body, headers = {}) => {
    const answer = await fetch(new URL(path, base), {
      method,
      redirect: 'manual',
      headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await answer.text()
    if (answer.status !== expected) throw new Error(`${method} ${path}: ${answer.status} instead of ${expected}, ${text.slice(0, 300)}`)
    return text === '' || !answer.headers.get('Content-Type')?.includes('json') ? null : JSON.parse(text)
  }
}

/**
 * One round of an editor's work: an article posted and corrected; in some rounds an edition frozen, in others a share made, read,
 * revoked and gone. Answers how many requests that were.
 */
export async function workOnce(ask, briefing, round) {
  const [{ id }] = (await ask(201, 'POST', '/api/articles', { ...madeArticle(round, round), publishedAt: null })).articles
  const { revision: _revision, corrections: _corrections, ...stored } = await ask(200, 'GET', `/api/articles/${id}`)
  await ask(200, 'PUT', `/api/articles/${id}`, { ...stored, headline: `${stored.headline}, corrected`, correction: 'The headline.' })
  let requests = 3
  if (round % 5 === 1) {
    await ask(201, 'POST', `/api${briefing}/editions`, {})
    requests += 1
  }
  if (round % 5 === 3) {
    const share = await ask(201, 'POST', '/api/shares', { of: briefing, expiresIn: 'P1D' })
    await ask(200, 'GET', share.url)
    await ask(204, 'DELETE', `/api/shares/${share.id}`)
    await ask(404, 'GET', share.url)
    requests += 4
  }
  return requests
}

/** A stranger asks to be put on the list. */
export async function signUpOnce(ask, briefing, number) {
  await ask(202, 'POST', `${briefing}/subscribe`, { email: `reader${number}@readers.example` })
}
