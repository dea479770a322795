import { line } from '../core/text.ts'
import { isElement, type PageElement, type PageNode } from './page-dom.ts'

/** One block of a page's text, and what its markup tells of it. */
export interface Block {
  readonly text: string
  readonly kind: 'heading' | 'item' | 'text'
  /** How much of the text is links, 0 to 1. */
  readonly linked: number
}

const BLOCKS = new Set(
  'p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr figure address details summary form fieldset hr body center'.split(
    ' ',
  ),
)
const DROPPED = new Set(
  'script style svg math noscript template iframe object embed button input select textarea form nav figcaption caption video audio canvas img picture dialog'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th'])

/** The text of an element, block by block in reading order. Pictures, captions and controls are left out, and elements named in `without`. */
export function blocksOf(root: PageElement, without: readonly string[] = []): Block[] {
  const blocks: Block[] = []
  let text = ''
  let linked = 0
  let kind: Block['kind'] = 'text'
  const flush = (): void => {
    const whole = line(text)
    if (whole) blocks.push({ text: whole, kind, linked: Math.min(1, linked / whole.length) })
    text = ''
    linked = 0
  }
  const visit = (node: PageNode | PageElement, inLink: boolean): void => {
    if (node.nodeType === 3) {
      const own = node.textContent ?? ''
      text += own
      if (inLink) linked += own.trim().length
      return
    }
    if (!isElement(node)) return
    const name = node.localName
    if (DROPPED.has(name) || without.includes(name) || (name === 'pre' && isCode(node))) return
    if (name === 'br') {
      // Two in a row part paragraphs.
      if (text.endsWith('\n')) flush()
      else text += '\n'
      return
    }
    if (CELLS.has(name)) text += ' '
    if (!BLOCKS.has(name)) {
      for (const child of node.childNodes) visit(child, inLink || name === 'a')
      return
    }
    flush()
    const outer = kind
    if (/^h[1-6]$/.test(name)) kind = 'heading'
    else if (name === 'li') kind = 'item'
    for (const child of node.childNodes) visit(child, inLink)
    flush()
    kind = outer
  }
  visit(root, false)
  flush()
  return blocks
}

/** Program text is not to be quoted from; old pages set their whole text as preformatted. */
function isCode(pre: PageElement): boolean {
  return [...pre.querySelectorAll('code, span')].length > 0
}
