import { logoPath, parseLogoId } from './core/logo.ts'
import { SHARE_KEY } from './core/share.ts'
import { Slug } from './core/slug.ts'

/** Every public path, read and written here. */

export const FORMATS = ['html', 'md', 'txt', 'json', 'eml'] as const
export type Format = (typeof FORMATS)[number]

/** A public page: what it shows, and in which format. */
export type PageAddress =
  | { readonly kind: 'home'; readonly format: 'html' }
  | { readonly kind: 'briefing'; readonly slug: string; readonly format: Format }
  | { readonly kind: 'article'; readonly slug: string; readonly format: Format }
  | { readonly kind: 'editions'; readonly slug: string; readonly page: number; readonly format: 'html' }
  | { readonly kind: 'edition'; readonly slug: string; readonly number: number; readonly format: Format }
  | { readonly kind: 'latest'; readonly slug: string; readonly format: Format }
  | { readonly kind: 'feed'; readonly slug: string; readonly format: 'atom' | 'json' }
  | { readonly kind: 'share'; readonly key: string; readonly format: Format }
  | { readonly kind: 'edition-card'; readonly slug: string; readonly number: number; readonly format: 'png' }
  | { readonly kind: 'share-card'; readonly key: string; readonly format: 'png' }
  | { readonly kind: 'logo'; readonly id: string; readonly format: 'picture' }

/**
 * Reads a path such as "/briefings/energy.md", or one with "?page=2" where there are pages; slashes at its end and every other
 * parameter do not count. Null where no page can be.
 */
export function parsePage(path: string): PageAddress | null {
  const [pathname = '', query = ''] = path.split('?', 2)
  const [, collection, name = '', ...rest] = pathname.replace(/\/+$/, '').split('/')
  if (collection === undefined) return { kind: 'home', format: 'html' }
  if (collection === 'briefings' && rest.length > 0) return parseUnderBriefing(name, rest, new URLSearchParams(query))
  if (collection === 's' && rest.length === 1 && rest[0] === CARD_FILE)
    return SHARE_KEY.test(name) ? { kind: 'share-card', key: name, format: 'png' } : null
  if (rest.length > 0) return null
  if (collection === 'logos') return parseLogoId(name) ? { kind: 'logo', id: name, format: 'picture' } : null
  const file = parseFile(name)
  if (!file) return null
  if (collection === 's') return SHARE_KEY.test(file.stem) ? { kind: 'share', key: file.stem, format: file.format } : null
  if (!isSlug(file.stem)) return null
  if (collection === 'briefings') return { kind: 'briefing', slug: file.stem, format: file.format }
  return collection === 'articles' ? { kind: 'article', slug: file.stem, format: file.format } : null
}

function parseUnderBriefing(slug: string, [first = '', second, ...more]: readonly string[], query: URLSearchParams): PageAddress | null {
  if (!isSlug(slug)) return null
  if (first === 'editions' && second !== undefined && more.length === 1 && more[0] === CARD_FILE)
    return EDITION_NUMBER.test(second) ? { kind: 'edition-card', slug, number: Number(second), format: 'png' } : null
  if (more.length > 0) return null
  if (second === undefined) {
    if (first === 'feed.atom') return { kind: 'feed', slug, format: 'atom' }
    if (first === 'feed.json') return { kind: 'feed', slug, format: 'json' }
    return first === 'editions' ? { kind: 'editions', slug, page: parsePageNumber(query.get('page')), format: 'html' } : null
  }
  const file = first === 'editions' ? parseFile(second) : null
  if (!file) return null
  if (file.stem === 'latest') return { kind: 'latest', slug, format: file.format }
  return EDITION_NUMBER.test(file.stem) ? { kind: 'edition', slug, number: Number(file.stem), format: file.format } : null
}

const CARD_FILE = 'card.png'
const EDITION_NUMBER = /^[1-9]\d{0,8}$/

/** The path of a page, in its one spelling. */
export function pagePath(page: PageAddress): string {
  const suffix = page.format === 'html' ? '' : `.${page.format}`
  switch (page.kind) {
    case 'home':
      return '/'
    case 'briefing':
      return `/briefings/${page.slug}${suffix}`
    case 'article':
      return `/articles/${page.slug}${suffix}`
    case 'editions':
      return `/briefings/${page.slug}/editions${page.page > 1 ? `?page=${page.page}` : ''}`
    case 'edition':
      return `/briefings/${page.slug}/editions/${page.number}${suffix}`
    case 'latest':
      return `/briefings/${page.slug}/editions/latest${suffix}`
    case 'feed':
      return `/briefings/${page.slug}/feed.${page.format}`
    case 'share':
      return `/s/${page.key}${suffix}`
    case 'edition-card':
      return `/briefings/${page.slug}/editions/${page.number}/${CARD_FILE}`
    case 'share-card':
      return `/s/${page.key}/${CARD_FILE}`
    case 'logo':
      return logoPath(page.id)
  }
}

function parseFile(name: string): { stem: string; format: Format } | null {
  const [stem = '', suffix, ...more] = name.split('.')
  if (more.length > 0) return null
  const format = suffix === undefined ? 'html' : FORMATS.find((known) => known === suffix && known !== 'html')
  return format ? { stem, format } : null
}

function parsePageNumber(text: string | null): number {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

function isSlug(text: string): boolean {
  return Slug.safeParse(text).success
}

/** Whether a page comes in several formats, of which the bare path may give any. */
export function isNegotiable(page: PageAddress): page is Extract<PageAddress, { kind: 'briefing' | 'article' | 'edition' | 'share' }> {
  return page.kind === 'briefing' || page.kind === 'article' || page.kind === 'edition' || page.kind === 'share'
}
