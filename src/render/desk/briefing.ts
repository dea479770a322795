import brandSource from '../../../templates/desk/partials/brand.html.mustache'
import articlesSource from '../../../templates/desk/partials/recipe-articles.html.mustache'
import framesSource from '../../../templates/desk/partials/frames.html.mustache'
import scheduleSource from '../../../templates/desk/partials/recipe-schedule.html.mustache'
import sectionsSource from '../../../templates/desk/partials/recipe-sections.html.mustache'
import suggestSource from '../../../templates/desk/partials/suggest.html.mustache'
import source from '../../../templates/desk/briefing.html.mustache'
import type { LogoEntry } from '../../core/logo.ts'
import type { RecipeDifference } from '../../core/recipe-form-difference.ts'
import { recipeFieldOf } from '../../core/recipe-form-flaws.ts'
import type { RecipeForm } from '../../core/recipe-form.ts'
import type { Flaw } from '../../core/result.ts'
import { brandFields } from './brand-fields.ts'
import { articlesView, type Chosen } from './briefing-articles.ts'
import { aboutFields, mailFields, named, scheduleFields, selectFields } from './briefing-fields.ts'
import { problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { previewFrames } from './preview-frames.ts'
import { dueWords } from './schedule-words.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, {
  frames: framesSource,
  suggest: suggestSource,
  articlesPanel: articlesSource,
  brandPanel: brandSource,
  schedulePanel: scheduleSource,
  sectionsPanel: sectionsSource,
})

export interface BriefingPage {
  readonly form: RecipeForm
  /** Its name in addresses; null while it is new. */
  readonly slug: string | null
  /** What its editor has seen of it; empty while it is new. */
  readonly version: string
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
  /** Where a colleague's recipe, saved meanwhile, differs; null unless one was. */
  readonly differences: readonly RecipeDifference[] | null
  readonly chosen: Chosen
  readonly topics: readonly string[]
  readonly templates: readonly string[]
  readonly logos: readonly LogoEntry[]
  /** The next due times of the form, unsaved as it may be. */
  readonly due: readonly string[]
  readonly runs: readonly {
    readonly dueAt: string
    readonly outcome: string
    readonly edition: number | null
    readonly reason: string | null
  }[]
  /** What the frames show, as the query of their addresses; null for nothing yet. */
  readonly previewOf: string | null
  /** Whether who sees it may change it, and its schedule. */
  readonly maySchedule: boolean
}

/** The page of one recipe: its form, and what it makes of it beside. */
export function renderBriefing(frame: Frame, page: BriefingPage): string {
  const { form, slug, problem } = page
  const isNew = slug === null
  const wrong = (name: string) => problem?.flaws.find(({ pointer }) => recipeFieldOf(pointer, form) === name)?.detail ?? null
  return render({
    ...frame,
    problem: problem && problemView(problem.detail, problem.flaws, (pointer) => recipeFieldOf(pointer, form)),
    action: isNew ? '/desk/briefings/new' : `/desk/briefings/${slug}`,
    stored: isNew
      ? null
      : {
          base: `/desk/briefings/${slug}`,
          public: `/briefings/${slug}`,
          share: `/desk/shares?of=/briefings/${slug}`,
          isPrivate: form.visibility === 'private',
        },
    version: page.version,
    differences: page.differences && {
      parts: page.differences.map((part) => ({ ...part, theirs: part.theirs || '–', mine: part.mine || '–' })),
    },
    ...aboutFields(form, isNew, wrong),
    introductionField: named('introduction', 'Introduction', form.introduction, wrong, {
      hint: 'Stands above the articles from now on: change or empty it for the next edition.',
      rows: 4,
    }),
    ...selectFields(form, wrong),
    ...mailFields(form, page.templates, wrong),
    ...brandFields(form, page.logos, wrong),
    articles: articlesView(form, page.chosen, wrong),
    articlesError: wrong('articles'),
    sectionRows: sectionRows(form, wrong),
    sectionsError: wrong('sections'),
    schedule: page.maySchedule ? scheduleFields(form, wrong) : null,
    due: page.due.map((time) => dueWords(time, form.timezone.trim())),
    runs: page.runs.map(({ dueAt, outcome, edition, reason }) => ({
      dueWhen: when(dueAt),
      outcomeText: OUTCOMES[outcome] ?? outcome,
      edition: edition === null ? null : { number: edition, editionAddress: `/desk/briefings/${slug}/editions/${edition}` },
      why: reason,
    })),
    frames: previewFrames(page.previewOf),
    topicList: page.topics,
    languageList: LANGUAGES,
    timezoneList: timezones(),
  })
}

const OUTCOMES: Readonly<Record<string, string>> = { frozen: 'made', skipped: 'skipped', failed: 'failed' }

const LANGUAGES = [
  { tag: 'en', languageName: 'English' },
  { tag: 'uk', languageName: 'Ukrainian' },
  { tag: 'ar', languageName: 'Arabic' },
]

function sectionRows({ sections }: RecipeForm, wrong: (name: string) => string | null) {
  // There is always one more to fill in, as long as there may be.
  const rows = sections.length < 20 && sections.every(({ title }) => title !== '') ? [...sections, { title: '', topics: '' }] : sections
  return rows.map(({ title, topics }, index) => ({
    index,
    place: index + 1,
    sectionTitle: title,
    sectionTopics: topics,
    given: index < sections.length,
    firstSection: index === 0,
    lastSection: index >= sections.length - 1,
    titleError: wrong(`section-title-${index}`),
    topicsError: wrong(`section-topics-${index}`),
  }))
}

let known: readonly string[] | undefined

function timezones(): readonly string[] {
  known ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return known
}
