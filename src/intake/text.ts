import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { plain } from '../core/text.ts'

/** What a plain document says of itself; everything else of an article is derived from it. */
export interface Document {
  readonly headline: string
  readonly body: string[]
}

/**
 * Reads plain text: the first line is the headline, then paragraphs, one a line or parted by blank lines. Lines of a
 * hard-wrapped text parted by blank lines are joined.
 */
export function readText(raw: string): Result<Document, Flaw[]> {
  const lines = plain(raw)
    .split('\n')
    .map((text) => text.trim())
  const first = lines.findIndex(Boolean)
  const headline = lines[first]
  if (headline === undefined)
    return fail([{ pointer: '', detail: 'the text is empty: send a headline on the first line, then the paragraphs' }])
  const body = paragraphsOf(lines.slice(first + 1))
  return body.length > 0 ? ok({ headline, body }) : fail([noBody()])
}

/** The flaw of a document that ends after its headline. */
export function noBody(): Flaw {
  return { pointer: '/body', detail: 'there is a headline but no text under it: send at least one paragraph' }
}

function paragraphsOf(lines: readonly string[]): string[] {
  const blocks = blocksOf(lines)
  const wrapped = blocks.length > 1 && isWrapped(blocks)
  return blocks.flatMap((block) => (wrapped ? [block.join(' ')] : block)).map((text) => text.replace(/\s+/g, ' '))
}

function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = []
  let open: string[] = []
  for (const text of lines) {
    if (text) open.push(text)
    else if (open.length > 0) {
      blocks.push(open)
      open = []
    }
  }
  return open.length > 0 ? [...blocks, open] : blocks
}

/** Whether lines were broken to a width: most that another follows stop in mid-sentence, and none is long. */
function isWrapped(blocks: readonly (readonly string[])[]): boolean {
  const broken = blocks.flatMap((block) => block.slice(0, -1))
  if (broken.length === 0 || broken.some((text) => text.length > 120)) return false
  const ended = broken.filter((text) => /[.!?…。！？:]["'”’»)\]]*$/.test(text)).length
  return ended <= broken.length / 2
}
