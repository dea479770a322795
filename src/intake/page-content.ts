import { blocksOf, type Block } from './page-blocks.ts'
import { parsePage, type PageDocument, type PageElement } from './page-dom.ts'

/** The part of a page that is its article, found by defuddle and, where that finds next to nothing, by the text itself. No I/O. */

/** Characters that make a content worth believing without a second look. */
const ENOUGH = 1200

/** The blocks of a page's content. */
export async function contentOf(page: PageDocument, address: string | null): Promise<Block[]> {
  const { default: Defuddle } = await import('defuddle')
  prune(page)
  const { content } = new Defuddle(page, { url: address ?? 'about:blank', removeImages: true }).parse()
  const { body } = await parsePage(`<html><body>${content}</body></html>`)
  const found = body ? blocksOf(body) : []
  if (sizeOf(found) >= ENOUGH || page.body === null) return found
  const plain = plainest(page)
  return sizeOf(plain) > 3 * sizeOf(found) ? plain : found
}

const UNREAD = 'script, style, noscript, svg, math, iframe, object, embed, canvas, audio, video, template, link, input, select, textarea'

/** Takes out what holds no text: the extractor would ask of each what it is. What is no JSON it would log as an error of its own. */
function prune(page: PageDocument): void {
  for (const element of page.querySelectorAll(UNREAD)) if (!isLinkedData(element)) element.remove()
}

function isLinkedData(element: PageElement): boolean {
  if (element.localName !== 'script' || element.getAttribute('type') !== 'application/ld+json') return false
  try {
    return typeof JSON.parse(element.textContent ?? '') === 'object'
  } catch {
    return false
  }
}

const CONTAINERS = 'article, main, [role="main"]'

/** The blocks of the container with the most text, or of all, that are no links and in none of the page's frames. */
function plainest(page: PageDocument): Block[] {
  const containers: PageElement[] = [...page.querySelectorAll(CONTAINERS)].slice(0, 20)
  const all = page.body ? textBlocks(page.body) : []
  let best: Block[] = []
  for (const container of containers) {
    const blocks = textBlocks(container)
    if (sizeOf(blocks) > sizeOf(best)) best = blocks
  }
  return sizeOf(best) > sizeOf(all) / 3 ? best : all
}

function textBlocks(element: PageElement): Block[] {
  return blocksOf(element, ['header', 'footer', 'aside']).filter(({ linked, kind }) => linked < 0.5 || kind === 'heading')
}

function sizeOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0)
}
