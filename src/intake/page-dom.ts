/** The little of a document object model that intake needs, whichever library builds it. */

export interface PageNode {
  readonly nodeType: number
  readonly textContent: string | null
  readonly childNodes: ArrayLike<PageNode> & Iterable<PageNode>
}

export interface PageElement extends PageNode {
  readonly localName: string
  readonly parentElement: PageElement | null
  readonly childNodes: ArrayLike<PageNode | PageElement> & Iterable<PageNode | PageElement>
  getAttribute(name: string): string | null
  querySelectorAll(selector: string): Iterable<PageElement>
  closest(selector: string): PageElement | null
  remove(): void
}

export interface PageDocument {
  readonly documentElement: PageElement | null
  readonly body: PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** HTML as a document; parsed without running or loading anything. */
export async function parsePage(html: string): Promise<PageDocument> {
  const { parseHTML } = await import('linkedom/worker')
  return parseHTML(whole(html)).document
}

/** HTML lets the tags of its frame be left out; the parser takes the first element for the root. */
function whole(html: string): string {
  const text = html.replace(/^[\s\ufeff]*<!doctype[^>]*>/i, '')
  if (/<html[\s>]/i.test(text))
    return /<body[\s>]/i.test(text) ? text : text.replace(/<\/head\s*>|<html[^>]*>(?![\s\S]*<\/head)/i, '$&<body>')
  return /<body[\s>]/i.test(text) ? `<html>${text}</html>` : `<html><body>${text}</body></html>`
}

/** Whether a node is an element, and not text or a comment. */
export function isElement(node: PageNode | PageElement): node is PageElement {
  return node.nodeType === 1
}
