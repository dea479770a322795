/**
 * A small shared cache that does what Workers Cache is told by `Cloudflare-CDN-Cache-Control` (RFC 9213) and `Cache-Tag`: keeps a
 * 200 while it is fresh (RFC 9111, section 4.2), serves it stale while it asks again where that is allowed, drops it by tag.
 * `clock` gives milliseconds.
 */
export class EdgeCache {
  #kept = new Map()
  hits = 0
  renders = 0

  constructor(origin, clock) {
    this.origin = origin
    this.clock = clock
  }

  async fetch(request) {
    const kept = this.#kept.get(request.url)
    const age = kept ? (this.clock() - kept.at) / 1000 : Infinity
    if (kept && age < kept.maxAge + kept.staleWhileRevalidate) {
      this.hits += 1
      if (age >= kept.maxAge) await this.#render(request)
      return kept.response.clone()
    }
    return this.#render(request)
  }

  purge(tags) {
    for (const [url, kept] of this.#kept) if (kept.tags.some((tag) => tags.includes(tag))) this.#kept.delete(url)
  }

  async #render(request) {
    this.renders += 1
    const response = await this.origin(request)
    const policy = response.headers.get('Cloudflare-CDN-Cache-Control')
    if (response.status === 200 && policy !== null) {
      this.#kept.set(request.url, {
        response: response.clone(),
        at: this.clock(),
        maxAge: directive(policy, 'max-age'),
        staleWhileRevalidate: directive(policy, 'stale-while-revalidate'),
        tags: (response.headers.get('Cache-Tag') ?? '').split(','),
      })
    } else {
      this.#kept.delete(request.url)
    }
    return response
  }
}

function directive(policy, name) {
  return Number(new RegExp(`(?:^|,)\\s*${name}=(\\d+)`).exec(policy)?.[1] ?? 0)
}
