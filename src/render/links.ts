import { shownUrl } from './clean.ts'
import type { LinkView } from './view.ts'

/** Numbers addresses in the order in which they first appear, each once. */
export class LinkList {
  readonly #byUrl = new Map<string, LinkView>()

  /** The link to an address; null where it is not an http or https one. */
  to(address: string | null): LinkView | null {
    const url = shownUrl(address)
    return url === null ? null : this.#numbered(url)
  }

  /** The link to a page of our own. */
  own(url: string): LinkView {
    return this.#numbered(url)
  }

  all(): LinkView[] {
    return [...this.#byUrl.values()]
  }

  #numbered(url: string): LinkView {
    const known = this.#byUrl.get(url)
    if (known) return known
    const link = { url, number: this.#byUrl.size + 1, host: hostOf(url) }
    this.#byUrl.set(url, link)
    return link
  }
}

// The rest of an address does not interest here, and URL parsing would cost more than all else on the page.
function hostOf(url: string): string {
  const [, host = ''] = /^[a-z]+:\/\/(?:www\.)?([^/?#]*)/i.exec(url) ?? []
  return host
}
