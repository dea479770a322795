import { fromBrandForm, toBrandForm, type BrandForm } from './brand-form.ts'
import { durationMilliseconds, type Briefing, type Schedule } from './briefing.ts'
import { fromWeekly, toWeekly, WEEKDAYS } from './weekly.ts'

/** A recipe as a form has it: every field a text, as it was typed, right or wrong. */

export interface RecipeForm {
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly introduction: string
  readonly language: string
  readonly timezone: string
  readonly visibility: string
  readonly template: string
  readonly topics: { readonly any: string; readonly all: string; readonly none: string }
  /** One a line. */
  readonly outlets: string
  readonly window: { readonly amount: string; readonly unit: string }
  readonly limit: string
  readonly order: string
  readonly onlyNew: boolean
  readonly sections: readonly { readonly title: string; readonly topics: string }[]
  readonly pinned: readonly string[]
  readonly excluded: readonly string[]
  readonly notes: Readonly<Record<string, string>>
  readonly from: string
  readonly replyTo: string
  readonly brand: BrandForm
  readonly schedule: {
    /** "never", "weekly" or "cron". */
    readonly kind: string
    readonly days: readonly string[]
    readonly time: string
    readonly cron: string
    /** One a line. */
    readonly skipDates: string
    readonly minimumArticles: string
    readonly skipIfEmpty: boolean
    readonly approval: boolean
  }
}

const MINUTE = 60_000
export const WINDOW_UNITS = { days: 1440 * MINUTE, hours: 60 * MINUTE, minutes: MINUTE } as const

/** The form of a recipe. What it becomes again by `fromRecipeForm` is the same recipe. */
export function toRecipeForm({ select, schedule, mail, ...recipe }: Briefing): RecipeForm {
  return {
    slug: recipe.slug,
    title: recipe.title,
    description: recipe.description ?? '',
    introduction: recipe.introduction ?? '',
    language: recipe.language,
    timezone: recipe.timezone,
    visibility: recipe.visibility,
    template: recipe.template ?? '',
    topics: { any: select.topics.any.join(', '), all: select.topics.all.join(', '), none: select.topics.none.join(', ') },
    outlets: select.outlets.join('\n'),
    window: toAmount(select.window),
    limit: String(select.limit),
    order: select.order,
    onlyNew: select.onlyNew,
    sections: recipe.sections.map(({ title, topics }) => ({ title, topics: topics.join(', ') })),
    pinned: select.pinned,
    excluded: select.excluded,
    notes: recipe.notes,
    // Recipes of an earlier version have no sender.
    from: mail?.from ?? '',
    replyTo: mail?.replyTo ?? '',
    brand: toBrandForm(recipe),
    schedule: scheduleForm(schedule),
  }
}

function scheduleForm(schedule: Schedule | null): RecipeForm['schedule'] {
  const weekly = schedule && toWeekly(schedule.cron)
  return {
    kind: schedule === null ? 'never' : weekly ? 'weekly' : 'cron',
    days: weekly?.days ?? WEEKDAYS.slice(0, 5),
    time: weekly?.time ?? '07:00',
    cron: schedule?.cron ?? '',
    skipDates: schedule?.skipDates.join('\n') ?? '',
    minimumArticles: String(schedule?.minimumArticles ?? 1),
    skipIfEmpty: schedule?.skipIfEmpty ?? true,
    approval: schedule?.approval ?? false,
  }
}

function toAmount(window: string | null): RecipeForm['window'] {
  if (window === null) return { amount: '', unit: 'days' }
  const length = durationMilliseconds(window)
  const unit = length % WINDOW_UNITS.days === 0 ? 'days' : length % WINDOW_UNITS.hours === 0 ? 'hours' : 'minutes'
  return { amount: String(length / WINDOW_UNITS[unit]), unit }
}

/** The recipe that a form asks for, to be checked by its schema. */
export function fromRecipeForm({ topics, window, sections, notes, schedule, brand, ...form }: RecipeForm): object {
  return {
    slug: form.slug.trim(),
    title: form.title,
    description: orNull(form.description),
    introduction: orNull(form.introduction),
    language: form.language.trim(),
    timezone: form.timezone.trim(),
    visibility: form.visibility,
    template: orNull(form.template),
    select: {
      topics: { any: listOf(topics.any), all: listOf(topics.all), none: listOf(topics.none) },
      outlets: linesOf(form.outlets),
      window: toWindow(window),
      limit: toNumber(form.limit),
      order: form.order,
      pinned: form.pinned,
      excluded: form.excluded,
      onlyNew: form.onlyNew,
    },
    sections: sections
      .filter(({ title, topics: inside }) => `${title}${inside}`.trim() !== '')
      .map(({ title, topics: inside }) => ({ title, topics: listOf(inside) })),
    notes: Object.fromEntries(Object.entries(notes).filter(([, text]) => text.trim() !== '')),
    mail: { from: orNull(form.from), replyTo: orNull(form.replyTo) },
    brand: fromBrandForm(brand),
    schedule: toSchedule(schedule),
  }
}

function toSchedule({ kind, days, time, cron, skipDates, minimumArticles, skipIfEmpty, approval }: RecipeForm['schedule']): object | null {
  if (kind === 'never') return null
  return {
    cron: kind === 'weekly' ? weeklyCron(days, time, cron) : cron,
    skipIfEmpty,
    minimumArticles: toNumber(minimumArticles),
    skipDates: linesOf(skipDates.replaceAll(',', '\n')),
    approval,
  }
}

/** One that was written otherwise and means the same stays as it was written. */
function weeklyCron(days: readonly string[], time: string, before: string): string {
  const cron = fromWeekly({ days, time })
  const was = toWeekly(before)
  return cron === null ? '' : was && fromWeekly(was) === cron ? before : cron
}

/** In whole days, hours and minutes, as the window of a recipe wants it. What is no number stays as it is, for the schema to refuse. */
function toWindow({ amount, unit }: RecipeForm['window']): string | null {
  const typed = amount.trim()
  if (typed === '') return null
  if (!/^\d{1,7}$/.test(typed)) return typed
  const each = unit === 'hours' || unit === 'minutes' ? WINDOW_UNITS[unit] : WINDOW_UNITS.days
  const minutes = (Number(typed) * each) / MINUTE
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  const time = `${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`
  return `P${days > 0 || time === '' ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`
}

/** A number that was left out is the schema's to choose. */
function toNumber(text: string): number | string | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  return /^-?\d+$/.test(typed) ? Number(typed) : typed
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

function listOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || [])
}
