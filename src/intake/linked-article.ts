import { nodesOf, textsOf, typesOf, type LinkedData, type LinkedNode } from './structured-data.ts'
import { readReferences } from './character-references.ts'

/** What JSON-LD says of the article, and failing that of the page. */
export interface LinkedClaims {
  readonly isArticle: boolean
  readonly url: string | null
  readonly headline: string | null
  readonly authors: readonly string[]
  readonly published: readonly string[]
  readonly language: string | null
  readonly publisher: string | null
}

const NEWS = /^(?:\w*NewsArticle|LiveBlogPosting)$/
const ARTICLE = /^(?:\w*Article|\w*Posting|Report|Review|CreativeWork)$/
const PAGE = /^\w*(?:Page|WebSite)$/

/** Finds a page's own article among its JSON-LD: `addresses` are the page's, `headings` what it shows. No I/O. */
export function linkedClaims(data: LinkedData, addresses: readonly (string | null)[], headings: readonly string[]): LinkedClaims {
  const article = articleOf(data, addresses, headings)
  const pages = data.nodes.filter((node) => typesOf(node).some((type) => PAGE.test(type)))
  const nodes = article ? [article, ...pages] : pages
  return {
    isArticle: article !== null,
    url: article ? (addressesOf(data, article)[0] ?? null) : null,
    headline: article ? textOf(article['headline'] ?? article['name']) : null,
    authors: nodes.map((node) => authorsOf(data, node)).find((names) => names.length > 0) ?? [],
    published: nodes.flatMap((node) => textsOf(node['datePublished'] ?? node['dateCreated'])),
    language: nodes.map((node) => textOf(node['inLanguage'])).find(Boolean) ?? null,
    publisher: nodes.map((node) => namesOf(data, node['publisher'] ?? node['sourceOrganization'])[0]).find(Boolean) ?? null,
  }
}

/** The node of the page's own article: the nearest kind, the page's address, the shown headline; not one of a list of others. */
function articleOf(data: LinkedData, addresses: readonly (string | null)[], headings: readonly string[]): LinkedNode | null {
  const own = new Set(addresses.flatMap((address) => (address ? [pathOf(address)] : [])))
  const shownWords = new Set(headings.map((heading) => heading.toLowerCase()))
  let best: LinkedNode | null = null
  let weight = 0
  for (const node of data.nodes) {
    const types = typesOf(node)
    const kind = types.some((type) => NEWS.test(type)) ? 3 : types.some((type) => ARTICLE.test(type)) ? 2 : 0
    if (kind === 0 || !(node['headline'] ?? node['name'])) continue
    const here = addressesOf(data, node).some((address) => own.has(pathOf(address))) ? 4 : 0
    const titled = shownWords.has((textOf(node['headline'] ?? node['name']) ?? '').toLowerCase()) ? 4 : 0
    const dated = node['datePublished'] ? 1 : 0
    if (kind + here + titled + dated > weight) {
      best = node
      weight = kind + here + titled + dated
    }
  }
  return best
}

function addressesOf(data: LinkedData, node: LinkedNode): string[] {
  const page = node['mainEntityOfPage']
  return [...textsOf(node['url']), ...textsOf(page), ...nodesOf(data, page).flatMap((each) => textsOf(each['@id'] ?? each['url']))].filter(
    (text) => /^https?:/.test(text),
  )
}

function pathOf(address: string): string {
  return (URL.parse(address)?.pathname ?? address).replace(/\/+$/, '')
}

function authorsOf(data: LinkedData, node: LinkedNode): string[] {
  const names = namesOf(data, node['author'])
  return names.length > 0 ? names : namesOf(data, node['creator'])
}

function namesOf(data: LinkedData, value: unknown): string[] {
  const named = nodesOf(data, value).flatMap((each) => {
    const name = textsOf(each['name'])
    return name.length > 0 ? name : [[textOf(each['givenName']), textOf(each['familyName'])].filter(Boolean).join(' ')]
  })
  return [...named, ...textsOf(value)].map((name) => readReferences(name).trim()).filter(Boolean)
}

function textOf(value: unknown): string | null {
  const text = textsOf(value)[0]
  return text ? readReferences(text).trim() || null : null
}
