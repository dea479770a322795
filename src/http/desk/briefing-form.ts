import type { Context } from 'hono'
import { Briefing } from '../../core/briefing.ts'
import { toRecipeForm, type RecipeForm } from '../../core/recipe-form.ts'
import { may } from '../../core/scope.ts'
import { articleId } from '../../intake/id.ts'
import { findRecipe } from '../../store/briefings.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { readBrandForm } from './brand-form.ts'
import type { DeskDoor } from './door.ts'
import type { Form } from './form.ts'

/** What a recipe is where nothing is said. */
export const PLAIN_RECIPE = Briefing.parse({ slug: 'new', title: 'New' })

/** The form of a recipe that nobody has filled in yet. */
export const EMPTY_RECIPE: RecipeForm = { ...toRecipeForm(PLAIN_RECIPE), slug: '', title: '' }

/** The form of a recipe as an editor sent it: one that is stored keeps its name, and its schedule from those who may not send. */
export async function readEditorsForm(c: Context<DeskDoor>, typed: Form, slug: string | null): Promise<RecipeForm> {
  const read = readRecipeForm(typed)
  const form = {
    ...read,
    slug: slug ?? (read.slug.trim() === '' && typed.text('act') === 'save' ? await slugFor(c, read.title) : read.slug),
  }
  if (may(c.get('identity'), 'send')) return form
  const stored = slug === null ? null : await findRecipe(storeOf(c.env), slug)
  return { ...form, schedule: stored ? toRecipeForm(stored).schedule : EMPTY_RECIPE.schedule }
}

function slugFor(c: Context<DeskDoor>, title: string): Promise<string> {
  const { now, newId } = actOf(c)
  return articleId(title, { day: now.slice(0, 10), shortId: newId().slice(0, 8) })
}

/** What an editor filled in, as the form of a recipe. Rows of sections that are empty do not count. */
export function readRecipeForm(form: Form): RecipeForm {
  const { text, all, has } = form
  const topics = all('section-topics')
  const noted = all('note-of')
  return {
    slug: text('slug'),
    title: text('title'),
    description: text('description'),
    introduction: text('introduction'),
    language: text('language'),
    timezone: text('timezone'),
    visibility: text('visibility'),
    template: text('template'),
    topics: { any: text('topics-any'), all: text('topics-all'), none: text('topics-none') },
    outlets: text('outlets'),
    window: { amount: text('window'), unit: text('window-unit') },
    limit: text('limit'),
    order: text('order'),
    onlyNew: has('only-new'),
    sections: all('section-title')
      .map((title, index) => ({ title, topics: topics[index] ?? '' }))
      .filter((section) => `${section.title}${section.topics}`.trim() !== ''),
    pinned: [...new Set([...all('pinned'), ...(text('pin-named').trim() === '' ? [] : [articleNamed(text('pin-named'))])])],
    excluded: all('excluded'),
    notes: Object.fromEntries(all('note').flatMap((note, index) => (noted[index] === undefined ? [] : [[noted[index], note]]))),
    from: text('from'),
    replyTo: text('reply-to'),
    brand: readBrandForm(form),
    schedule: {
      kind: text('schedule') || 'never',
      days: all('days'),
      time: text('time'),
      cron: text('cron'),
      skipDates: text('skip-dates'),
      minimumArticles: text('minimum'),
      skipIfEmpty: has('skip-if-empty'),
      approval: has('approval'),
    },
  }
}

/** An article's name, or the last part of its address. */
function articleNamed(text: string): string {
  return text
    .trim()
    .replace(/^.*\/articles\//, '')
    .replace(/[./?#].*$/, '')
}
