import { z } from 'zod'

/** What the Worker answers, as far as the checks look at it. */

export const Read = z.object({ id: z.string(), revision: z.int(), headline: z.string(), body: z.array(z.string()) })
export const Listed = z.object({ articles: z.array(z.object({ id: z.string(), headline: z.string() })), cursor: z.string().nullable() })
export const Revisions = z.object({ revisions: z.array(z.object({ revision: z.int(), correction: z.string().nullable() })) })
export const Frozen = z.object({ number: z.int(), url: z.string(), digest: z.string(), mailing: z.string().optional() })
export const Editions = z.object({ editions: z.array(z.object({ number: z.int(), waiting: z.boolean() })), total: z.int() })

const Corrected = z.object({ article: z.string(), at: z.string(), note: z.string() })

const Item = z.object({
  article: z.string(),
  revision: z.int(),
  sha256: z.string(),
  withdrawn: z.literal(true).optional(),
  view: z.record(z.string(), z.unknown()).optional(),
})

export const EditionJson = z.object({
  edition: z.object({
    briefing: z.string(),
    number: z.int(),
    frozenAt: z.string(),
    title: z.string().nullable(),
    introduction: z.string().nullable(),
    items: z.array(Item),
  }),
  digest: z.string(),
  corrections: z.array(Corrected),
})

export type EditionJson = z.infer<typeof EditionJson>

export const Mailings = z.object({
  mailings: z.array(z.object({ id: z.string(), kind: z.enum(['edition', 'correction']), state: z.string() })),
  deliveries: z.array(z.object({ subscriber: z.string(), email: z.string().nullable(), state: z.string() })),
})
