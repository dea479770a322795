import { Failure } from './failure.mjs'

/**
 * The running Worker's admin API, as far as the start needs it.
 * @param {string} base @param {string} token
 */
export function openNewsroom(base, token) {
  async function call(what, path, init = {}) {
    const response = await fetch(base + path, { ...init, headers: { Authorization: `Bearer ${token}`, ...init.headers } })
    if (!response.ok) throw new Failure(`${what}: ${await explain(response)}`)
    return response.json()
  }

  return {
    async isEmpty() {
      const { articles } = await call('the catalogue cannot be read', '/api/articles?limit=1')
      return articles.length === 0
    },

    /** Posts a document; answers its articles. */
    async post({ name, type, bytes }) {
      const { articles } = await call(`${name} was refused`, '/api/articles', {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: bytes,
      })
      return articles
    },

    async putBriefing(slug, { name, type, bytes }) {
      await call(`${name} was refused`, `/api/briefings/${slug}`, { method: 'PUT', headers: { 'Content-Type': type }, body: bytes })
    },

    /** Puts somebody who has agreed on a briefing's list. */
    async subscribe(slug, person) {
      await call(`${person.email} was refused`, `/api/briefings/${slug}/subscribers`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(person),
      })
    },

    /** Whether readers find something at a path. */
    async has(path) {
      const response = await fetch(base + path, { method: 'HEAD' })
      return response.ok
    },
  }
}

/** Problem details (RFC 9457) in one line. */
async function explain(response) {
  const text = await response.text()
  const { title, detail, errors = [] } = parse(text)
  if (!title) return `${response.status} ${oneLine(text).slice(0, 300)}`
  const flaws = errors.map((error) => `${error.pointer || 'the whole'}: ${error.detail}`)
  return oneLine(`${title}. ${flaws.length > 0 ? flaws.join('; ') : detail}`)
}

function parse(json) {
  try {
    return JSON.parse(json) ?? {}
  } catch {
    return {}
  }
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim()
}
