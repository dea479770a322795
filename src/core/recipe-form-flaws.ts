import { brandFieldOf } from './brand-form.ts'
import { Recipe, type Briefing } from './briefing.ts'
import { fromRecipeForm, type RecipeForm } from './recipe-form.ts'
import { refuse } from './refusal.ts'
import { fail, ok, type Flaw, type Result } from './result.ts'
import { Slug } from './slug.ts'

/** The briefing that a form makes, or what is wrong with it in words for a form. */
export function briefingOf(form: RecipeForm): Result<Briefing, readonly Flaw[]> {
  const parsed = Recipe.safeParse(fromRecipeForm(form))
  const slug = Slug.safeParse(form.slug.trim())
  if (parsed.success && slug.success) return ok({ ...parsed.data, slug: slug.data })
  const flaws = parsed.success ? [{ pointer: '/slug', detail: 'is missing' }] : refuse(parsed.error).flaws
  return fail(flaws.map((flaw) => ({ ...flaw, detail: inWords(flaw, form) })))
}

/** The same for a look at it: whatever its name, and whenever it goes out. */
export function trialOf(form: RecipeForm): Result<Briefing, readonly Flaw[]> {
  const isNamed = Slug.safeParse(form.slug.trim()).success
  return briefingOf({
    ...form,
    slug: isNamed ? form.slug : 'preview',
    title: form.title.trim() === '' ? 'Untitled' : form.title,
    schedule: { ...form.schedule, kind: 'never' },
  })
}

function inWords({ pointer, detail }: Flaw, { schedule }: RecipeForm): string {
  if (pointer === '/schedule/cron' && schedule.kind === 'weekly') return 'choose at least one day, and a time such as 07:30'
  if (detail.startsWith('expected number')) return 'must be a whole number'
  return detail
}

/** The field of a form that a flaw's pointer means. */
export function recipeFieldOf(pointer: string, { schedule }: RecipeForm): string {
  const [, first = '', second = '', third = ''] = pointer.split('/')
  switch (first) {
    case 'select':
      if (second === 'topics') return `topics-${third}`
      return second === 'pinned' || second === 'excluded' ? 'articles' : second
    case 'sections':
      return second === '' ? 'sections' : `section-${third || 'title'}-${second}`
    case 'notes':
      return second === '' ? 'articles' : `note-${second}`
    case 'brand':
      return brandFieldOf([second, third])
    case 'mail':
      return second === 'replyTo' ? 'reply-to' : 'from'
    case 'schedule':
      if (second === 'cron') return schedule.kind === 'weekly' ? 'time' : 'cron'
      return second === 'skipDates' ? 'skip-dates' : second === 'minimumArticles' ? 'minimum' : 'schedule'
    default:
      return first
  }
}
