import * as z from 'zod'
import { LARGEST_TEMPLATE, type TemplateFormat } from '../../core/template.ts'
import type { Flaw } from '../../core/result.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { boundedTemplate } from '../bounded.ts'
import { KITS } from '../kit.ts'
import { MailView } from '../mail.ts'
import { View } from '../view.ts'
import { fullView } from './full-view.ts'
import { leftOut } from './leaves-out.ts'
import { markupFault } from './markup.ts'
import { root } from './place.ts'
import { scan, type Fault, type Tag } from './scan.ts'
import { checkTags } from './tags.ts'

/** Checks a template before it is stored. No I/O, and quick whatever it is given. */

/** What is wrong with a template, with the place in its text. */
export interface TemplateFlaw extends Flaw {
  /** From 1. */
  readonly line: number
  readonly column: number
}

/** What every view that a format's template can see is made of. */
export const VIEWS: Readonly<Record<TemplateFormat, z.ZodType>> = { html: View, md: View, txt: View, mail: MailView }

/** Whether a template can be used: sentences on what it leaves out, or what is wrong with it, under `pointer`, at most twenty. */
export function checkTemplate(format: TemplateFormat, text: string, pointer = ''): Result<readonly string[], readonly TemplateFlaw[]> {
  const located = locator(text, pointer)
  if (isTooLarge(text)) return fail([located({ at: 0, detail: `is larger than ${LARGEST_TEMPLATE} bytes` })])
  const { tags, faults } = scan(text)
  if (faults.length > 0) return fail(faults.map(located))
  const lineOf = (at: number) => placeOf(text, at).line
  const checked = checkTags(tags, { view: root(VIEWS[format]), partials: partialTags(format), lineOf })
  if (checked.faults.length > 0) return fail(checked.faults.map(located))
  const markup =
    format === 'html' || format === 'mail' ? markupFault(text, tags, { mail: format === 'mail', partials: KITS[format].partials }) : null
  if (markup) return fail([located(markup)])
  const trial = tryOut(format, text)
  return trial === null ? ok(leftOut(format, checked.used)) : fail([located({ at: 0, detail: trial })])
}

/** Whether a template is larger than any may be. */
export function isTooLarge(text: string): boolean {
  return text.length > LARGEST_TEMPLATE || new TextEncoder().encode(text).length > LARGEST_TEMPLATE
}

const partials = new Map<TemplateFormat, ReadonlyMap<string, readonly Tag[]>>()

function partialTags(format: TemplateFormat): ReadonlyMap<string, readonly Tag[]> {
  const known = partials.get(format)
  if (known) return known
  const made = new Map(
    Object.entries(KITS[format].partials).map(([name, source]) => [name, scan(source).tags] satisfies [string, readonly Tag[]]),
  )
  partials.set(format, made)
  return made
}

const largest = new Map<TemplateFormat, object>()

function tryOut(format: TemplateFormat, text: string): string | null {
  const { partials: sources, trusted, escape, bounds } = KITS[format]
  try {
    const view = largest.get(format) ?? z.record(z.string(), z.unknown()).parse(fullView(VIEWS[format]))
    largest.set(format, view)
    const written = boundedTemplate({ source: text, partials: sources, trusted }, escape, bounds)(view)
    if (written !== null) return null
    return `makes more than ${bounds.length} characters of a briefing with fifty articles, or takes too long for it: its sections multiply`
  } catch {
    return 'cannot be read'
  }
}

function locator(text: string, pointer: string): (fault: Fault) => TemplateFlaw {
  return ({ at, detail }) => {
    const { line, column } = placeOf(text, at)
    return { pointer, line, column, detail: `line ${line}, column ${column}: ${detail}` }
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
