import * as z from 'zod'
import { Brand } from './brand.ts'
import { EmailAddress, parseMailbox } from './email-address.ts'
import { Language, Line, TimeZone } from './field.ts'
import { cronFlaw } from './schedule.ts'
import { Slug } from './slug.ts'

/** The standing recipe of a briefing. */

/** At most this many articles in one briefing: their records come from KV in one bulk read. */
const LARGEST_BRIEFING = 50

const topicList = z.array(Slug).max(20, 'at most 20 topics').default([])
const articleList = z
  .array(Slug)
  .max(LARGEST_BRIEFING, `at most ${LARGEST_BRIEFING} articles`)
  .overwrite((list) => [...new Set(list)])

/** An ISO 8601 duration of days, hours and minutes, such as "P1D" or "PT12H". */
export const Window = z
  .string()
  .regex(
    /^P(?=\d|T)(\d{1,3}D)?(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?)?$/,
    'must be an ISO 8601 duration of days, hours or minutes, such as "P1D" or "PT12H"',
  )
  .refine((text) => durationMilliseconds(text) > 0, 'must be longer than nothing')

export const Select = z.strictObject({
  topics: z.strictObject({ any: topicList, all: topicList, none: topicList }).prefault({}),
  outlets: z.array(Line(120)).max(20, 'at most 20 outlets').default([]),
  window: Window.nullable().default(null),
  limit: z.int().min(1).max(LARGEST_BRIEFING).default(10),
  order: z.enum(['newest', 'origins']).default('newest'),
  pinned: articleList.default([]),
  excluded: z.array(Slug).max(500, 'at most 500 articles').default([]),
  onlyNew: z.boolean().default(false),
})

export const Section = z.strictObject({
  title: Line(120),
  topics: z.array(Slug).min(1, 'names at least one topic').max(20, 'at most 20 topics'),
})

export const Schedule = z.strictObject({
  cron: Line(100)
    .superRefine((text, context) => {
      const flaw = text === '' ? null : cronFlaw(text)
      if (flaw !== null) context.addIssue({ code: 'custom', message: flaw })
    })
    .describe(
      'five fields in the time zone of the briefing: minute, hour, day of the month, month, weekday (names, or 0 to 7 with 0 and 7 Sunday); ' +
        'L, W and # as in "LW" or "FRI#2"; at most every five minutes. A time of day that the clocks leave out comes when they have jumped, ' +
        'one that they repeat comes once',
    ),
  skipIfEmpty: z.boolean().default(true),
  minimumArticles: z.int().min(0).max(LARGEST_BRIEFING).default(1),
  skipDates: z.array(z.iso.date('must be a date, such as "2026-12-25"')).max(100, 'at most 100 dates').default([]),
  approval: z.boolean().default(false),
})

/** Who its mails are from, and where answers to them go. */
export const Sender = z.strictObject({
  from: z
    .string()
    .max(400, 'at most 400 characters')
    .refine((text) => parseMailbox(text) !== null, 'must be an address, or a name and an address: "Energy desk <energy@example.org>"')
    .nullable()
    .default(null)
    .describe('MAIL_FROM unless set'),
  replyTo: EmailAddress.nullable().default(null),
})

/** A recipe as a PUT brings it; only the title is required. */
export const Recipe = z.strictObject({
  slug: Slug.optional().describe('the one in the URL; accepted when it is the same'),
  title: Line(200),
  description: Line(600).nullable().default(null),
  introduction: Line(4000).nullable().default(null),
  language: Language.default('en'),
  timezone: TimeZone.default('UTC'),
  visibility: z.enum(['public', 'unlisted', 'private']).default('public'),
  select: Select.prefault({}),
  sections: z.array(Section).max(20, 'at most 20 sections').default([]),
  notes: z.record(Slug, Line(2000)).default({}),
  template: Slug.nullable().default(null),
  schedule: Schedule.nullable().default(null),
  mail: Sender.prefault({}),
  brand: Brand.prefault({}),
})

/** The body of a PUT. What the server says beside a recipe is accepted and ignored, so that what was read can be sent back. */
export const RecipeReplacement = Recipe.extend({ nextDueAt: z.unknown().optional(), runs: z.unknown().optional() })

/** A stored briefing. */
export const Briefing = Recipe.extend({ slug: Slug })

export type Recipe = z.infer<typeof Recipe>
export type Briefing = z.infer<typeof Briefing>
export type Select = z.infer<typeof Select>
export type Schedule = z.infer<typeof Schedule>
export type BriefingVisibility = Briefing['visibility']

/** The length of a `Window` in milliseconds. */
export function durationMilliseconds(duration: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? []
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60_000
}
