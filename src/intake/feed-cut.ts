import { fail, ok, type Result } from '../core/result.ts'

/** A feed's XML cut into its items without parsing it, in one pass. No I/O. */

export interface Cut {
  /** Everything before the first item. */
  readonly head: string
  readonly items: readonly string[]
  /** What closes the elements that the head opened. */
  readonly tail: string
}

const ITEM = /<(\/?)((?:[\w.-]{1,40}:)?(?:item|entry))(?=[\s/>])/iy
const ROOT = /<((?:[\w.-]{1,40}:)?(?:rss|rdf|feed))(?=[\s/>])/i

/** Cuts at items and entries; what stands in comments and CDATA sections is not looked at. An item that never ends is cut at the next. */
export function cutFeed(xml: string): Cut {
  const items: string[] = []
  let first = -1
  let start = -1
  for (const { at, end, opens } of itemTags(xml)) {
    if (opens) {
      if (first === -1) first = at
      if (start !== -1) items.push(xml.slice(start, at))
      start = at
    } else if (start !== -1) {
      items.push(xml.slice(start, end))
      start = -1
    }
  }
  if (start !== -1) items.push(xml.slice(start))
  const head = first === -1 ? xml : xml.slice(0, first)
  return { head, items, tail: first === -1 ? '' : tailOf(head) }
}

/**
 * A feed's XML without its document type. One whose entities stand for more entities or for other documents is refused: they
 * have no bound. Those that stand for a character are not missed, as HTML's own are read anyway.
 */
export function withoutDoctype(xml: string): Result<string, string> {
  const at = endOfComments(xml)
  const doctype = /<!DOCTYPE(?:"[^"]*"|'[^']*'|[^"'>[])*/iy
  doctype.lastIndex = at
  if (!doctype.test(xml)) return ok(xml)
  const subset = xml[doctype.lastIndex] === '['
  const end = xml.indexOf(subset ? ']' : '>', doctype.lastIndex)
  const after = end === -1 ? -1 : xml.indexOf('>', end)
  if (after === -1) return fail('its document type does not end')
  for (const [, parameter, value = ''] of xml.slice(at, after).matchAll(/<!ENTITY\s+(%?)([^<]*)/gi))
    if (parameter === '' && (value.search(/&(?!#)|\b(?:SYSTEM|PUBLIC)\b/) !== -1 || value.length > 200))
      return fail('its document type declares entities that stand for more than a character: leave the DOCTYPE out')
  return ok(xml.slice(0, at) + xml.slice(after + 1))
}

/** Where the declaration, instructions and comments at the beginning end. */
function endOfComments(xml: string): number {
  const space = /\s*/y
  let at = 0
  for (;;) {
    space.lastIndex = at
    space.test(xml)
    at = space.lastIndex
    const until = xml.startsWith('<?', at) ? '?>' : xml.startsWith('<!--', at) ? '-->' : null
    const end = until === null ? -1 : xml.indexOf(until, at)
    if (until === null || end === -1) return at
    at = end + until.length
  }
}

interface ItemTag {
  readonly at: number
  readonly end: number
  readonly opens: boolean
}

function* itemTags(xml: string): Generator<ItemTag> {
  let name: string | undefined
  let at = xml.indexOf('<')
  while (at !== -1) {
    const hidden = xml.startsWith('<![CDATA[', at) ? ']]>' : xml.startsWith('<!--', at) ? '-->' : null
    if (hidden !== null) {
      const end = xml.indexOf(hidden, at)
      if (end === -1) return
      at = xml.indexOf('<', end)
      continue
    }
    ITEM.lastIndex = at
    const named = ITEM.exec(xml)
    name ??= named?.[2]
    // Another of that name under another prefix is something inside of an item.
    const tag = named?.[2] === name ? named : null
    const close = tag ? xml.indexOf('>', ITEM.lastIndex) : at
    if (close === -1) return
    if (tag) {
      yield { at, end: close + 1, opens: tag[1] === '' }
      if (tag[1] === '' && xml[close - 1] === '/') yield { at, end: close + 1, opens: false }
    }
    at = xml.indexOf('<', close + 1)
  }
}

function tailOf(head: string): string {
  const root = ROOT.exec(head)?.[1] ?? 'rss'
  const channel = [...head.matchAll(/<(\/?)((?:[\w.-]{1,40}:)?channel)(?=[\s/>])/gi)].at(-1)
  const open = channel?.[1] === '' ? `</${channel[2] ?? 'channel'}>` : ''
  return `${open}</${root}>`
}
