import { inParallel } from '../core/in-parallel.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { fetchDocument, type Web } from '../web/fetch-document.ts'
import { readText } from './fetch-link.ts'
import { readDocument, type Located } from './read-document.ts'
import type { Item } from './sort-items.ts'

const AT_ONCE = 4
const PAGE_TYPES = ['text/html', 'application/xhtml+xml']

/** Items with the text of their pages, and why some have to do with what the feed says. */
export interface Paged {
  readonly items: readonly Item[]
  readonly warnings: readonly Flaw[]
}

/** Fetches the pages of items, a few at a time. */
export async function fetchPages(items: readonly Item[], web: Web, now: string): Promise<Paged> {
  const read = await inParallel(items, AT_ONCE, async (item) => ({ item, page: await fetchPage(item.located, web, now) }))
  return {
    items: read.map(({ item, page }) => (page.ok && page.value ? { ...item, located: page.value } : item)),
    warnings: read.flatMap(({ item, page }) =>
      page.ok ? [] : [{ pointer: item.located.pointer, detail: `its page is not used, but what the feed says: ${page.error}` }],
    ),
  }
}

/** Null for an item without a page. */
async function fetchPage(item: Located, web: Web, now: string): Promise<Result<Located | null, string>> {
  const { url } = item.input
  if (!url) return ok(null)
  const fetched = await fetchDocument(url, { types: PAGE_TYPES }, web)
  if (!fetched.ok) return fail(fetched.error.detail)
  if (fetched.value.outcome === 'unchanged') return ok(null)
  const document = readText(fetched.value)
  if (!document.ok) return fail(document.error.detail)
  const read = await readDocument(document.value, { address: fetched.value.url, now, most: 1, distinct: true })
  if (!read.ok) return fail(read.error.flaws[0]?.detail ?? read.error.detail)
  const [page] = read.value.located
  return page ? ok(joined(item, page)) : fail('there is no article in it')
}

/** What the page says goes before what the feed says of it; what neither says is left out, to be derived. */
function joined(item: Located, { input, outlet }: Located): Located {
  const { byline = item.input.byline, language = item.input.language } = input
  return {
    pointer: item.pointer,
    input: {
      ...input,
      url: input.url ?? item.input.url ?? null,
      dek: input.dek ?? item.input.dek ?? null,
      publishedAt: input.publishedAt ?? item.input.publishedAt ?? null,
      ...(byline ? { byline } : {}),
      ...(language ? { language } : {}),
    },
    outlet: outlet ?? item.outlet ?? null,
    categories: item.categories ?? [],
  }
}
