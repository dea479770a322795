import { Slug } from './core/slug.ts'

/** Every public path, read and written here. */

export const FORMATS = ['html', 'md', 'txt', 'json', 'eml'] as const
export type Format = (typeof FORMATS)[number]

/** A public page: what it shows, and in which format. */
export type PageAddress =
  | { readonly kind: 'home'; readonly format: 'html' }
  | { readonly kind: 'briefing'; readonly slug: string; readonly format: Format }
  | { readonly kind: 'article'; readonly slug: string; readonly format: Format }

const COLLECTIONS = { briefings: 'briefing', articles: 'article' } as const

/** Reads a path such as "/briefings/energy.md"; slashes at its end do not count. Null where no page can be. */
export function parsePage(pathname: string): PageAddress | null {
  const path = pathname.replace(/\/+$/, '')
  if (path === '') return { kind: 'home', format: 'html' }
  const [, collection, name, suffix] = /^\/(briefings|articles)\/([a-z0-9-]+)(?:\.([a-z]+))?$/.exec(path) ?? []
  if ((collection !== 'briefings' && collection !== 'articles') || !Slug.safeParse(name).success || name === undefined) return null
  const format = suffix === undefined ? 'html' : FORMATS.find((known) => known === suffix && known !== 'html')
  return format ? { kind: COLLECTIONS[collection], slug: name, format } : null
}

/** The path of a page, in its one spelling. */
export function pagePath(page: PageAddress): string {
  if (page.kind === 'home') return '/'
  const bare = page.kind === 'briefing' ? `/briefings/${page.slug}` : `/articles/${page.slug}`
  return page.format === 'html' ? bare : `${bare}.${page.format}`
}
