import { MarkupReader, type Markup, type Place } from './markup-reader.ts'
import type { Fault, Tag } from './scan.ts'

/**
 * Where in HTML each tag of a template stands. A section begins and ends in the same place, so that what follows is read alike whether it is
 * shown once, often or not at all; and then one reading from start to end is true of every page that can come of it.
 */

/** Checks the markup of a template in HTML. Gives the first fault, for what follows is read by it. */
export function markupFault(text: string, tags: readonly Tag[], markup: Markup): Fault | null {
  const reader = new MarkupReader(markup)
  const sections: { readonly place: Place; readonly start: number }[] = []
  let from = 0
  for (const tag of tags) {
    const fault = reader.read(text, from, tag.start) ?? meet(tag, reader, sections)
    if (fault) return fault
    from = tag.end
  }
  return reader.read(text, from, text.length) ?? reader.finish(text.length)
}

function meet(tag: Tag, reader: MarkupReader, sections: { place: Place; start: number }[]): Fault | null {
  const { symbol, name, start } = tag
  if (symbol === '!') return null
  if (symbol === '#' || symbol === '^') {
    const detail = reader.section()
    if (detail === null) sections.push({ place: reader.place, start })
    return detail === null ? null : { at: start, detail }
  }
  if (symbol === '/') {
    const opened = sections.pop()
    const detail = opened ? reader.sectionEnd(opened.place) : null
    return detail === null ? null : { at: opened?.start ?? start, detail }
  }
  const detail = symbol === '>' ? reader.partial(name) : reader.variable(name)
  return detail === null ? null : { at: start, detail }
}
