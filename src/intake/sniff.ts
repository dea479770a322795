/** What a text is that nobody has labelled: somebody has pasted it, or dropped a file. No I/O. */

const LOOKED_AT = 4000
// What may stand before the root element of XML, and the root of a feed, also under a prefix.
const FEED = /^(?:<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE(?!\s+html)[^>[]*(?:\[[^\]]*\]\s*)?>|\s)*<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]/
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  rss: 'application/xml',
  atom: 'application/xml',
  md: 'text/markdown',
  markdown: 'text/markdown',
}

/** The media type that a file's name promises; null where it promises none, or plain text, of which the text itself says more. */
export function typeByName(name: string): string | null {
  const [, suffix = ''] = /\.([a-z0-9]+)$/i.exec(name.trim()) ?? []
  return TYPES[suffix.toLowerCase()] ?? null
}

/** The media type of a text by the look of it; plain where it looks like nothing else. */
export function typeByLook(text: string): string {
  const start = text
    .slice(0, LOOKED_AT)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (start.startsWith('<')) {
    if (FEED.test(start)) return 'application/xml'
    if (/^<(?:!doctype\s+html|!--|\?xml|[a-z][a-z0-9]*[\s/>])/i.test(start)) return 'text/html'
  }
  if (/^[{[]/.test(start) && isJson(text)) return 'application/json'
  // Markup with words before it, as it comes when a part of a page is copied.
  if (/<\/(?:p|div|article|section|h[1-6])>/i.test(start)) return 'text/html'
  return /^(?:---|\+\+\+)[^\S\n]*\n|^#\s\S/.test(start) ? 'text/markdown' : 'text/plain'
}

/** Whether what was decoded as text is none: a picture, an archive. */
export function isBinary(text: string): boolean {
  return text.slice(0, LOOKED_AT).includes('\0')
}

function isJson(text: string): boolean {
  try {
    return Boolean(JSON.parse(text))
  } catch {
    return false
  }
}
