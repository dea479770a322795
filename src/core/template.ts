import * as z from 'zod'
import { Slug } from './slug.ts'
import { plain } from './text.ts'

/** Templates of one's own: named sets, of which a briefing may use one. A format that a set lacks is the built-in one's. */

/** The formats that can have a template. `mail` is the HTML part of a mail; its text part is `txt`. */
export const TEMPLATE_FORMATS = ['html', 'md', 'txt', 'mail'] as const
export const TemplateFormat = z.enum(TEMPLATE_FORMATS)
export type TemplateFormat = z.infer<typeof TemplateFormat>

/** The name under which the templates that come with Wirebrief can be read. */
export const BUILT_IN = 'built-in'

export const TemplateName = Slug.refine((name) => name !== BUILT_IN, `"${BUILT_IN}" is the name of the templates that come with Wirebrief`)

/** In bytes of UTF-8: 64 KiB. */
export const LARGEST_TEMPLATE = 65_536

const Ignored = z.unknown().optional().describe("the server's own; accepted and ignored")

/** The body of a PUT in JSON. */
export const TemplateReplacement = z.strictObject({
  text: z.string().min(1, 'must not be empty').overwrite(plain),
  name: Ignored,
  format: Ignored,
  version: Ignored,
  hash: Ignored,
  at: Ignored,
  actor: Ignored,
})

/** One version of a template, without its text. */
export const TemplateVersion = z.strictObject({
  version: z.int().min(1),
  hash: z.string().nullable().describe('SHA-256, hex, of the text in UTF-8; null: the template was removed'),
  at: z.string(),
  actor: z.string().nullable().describe('who did it: the name of a token or a person, or "admin"'),
})

/** A set as a list shows it. */
export const TemplateSetEntry = z.strictObject({
  name: z.string(),
  formats: z.array(TemplateVersion.extend({ format: TemplateFormat })),
  briefings: z.array(z.string()).describe('the slugs of those that use it'),
})

export type TemplateVersion = z.infer<typeof TemplateVersion>
export type TemplateSetEntry = z.infer<typeof TemplateSetEntry>

/** Which texts make a set, by their hashes: what a snapshot keeps, so that it looks as it did when it was frozen. */
export interface TemplateSet {
  readonly name: string
  readonly hashes: Readonly<Partial<Record<TemplateFormat, string>>>
}

/** The texts of a set, as far as they are wanted. */
export interface TemplateTexts {
  /** Null where the built-in templates are used. */
  readonly name: string | null
  readonly texts: Readonly<Partial<Record<TemplateFormat, string>>>
}

export const BUILT_IN_ONLY: TemplateTexts = { name: null, texts: {} }
