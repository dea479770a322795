import { arrange, entriesOf, type CatalogueEntry } from '../core/arrangement.ts'
import type { ArticleInput } from '../core/article.ts'
import { originsOf } from '../core/attribution.ts'
import type { Briefing, Recipe } from '../core/briefing.ts'
import { composeArticle, composeBriefing, type ArticleRecord } from '../core/compose.ts'
import type { Composition } from '../core/composition.ts'
import { toInstant } from '../core/field.ts'
import type { PreviewRequest } from '../core/preview.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { BUILT_IN_ONLY, type TemplateFormat, type TemplateTexts } from '../core/template.ts'
import { findBriefing, type FoundBriefing } from '../store/briefings.ts'
import { knownTopics } from '../store/catalogue.ts'
import { readRecords } from '../store/content.ts'
import type { Store } from '../store/store.ts'
import { findTrial } from '../store/trial.ts'
import { readEdition, type Composed } from './read.ts'
import { readTemplateSet, templateFlaw } from './templates.ts'

/** Puts together what somebody wants to see, from what is stored and what is not. Stores nothing. */
export async function composePreview(
  store: Store,
  request: PreviewRequest,
  now: Date,
  formats: readonly TemplateFormat[],
): Promise<Result<Composed, Refusal>> {
  const shown = await compose(store, request, now, formats)
  if (!shown.ok) return shown
  const { composition, templates } = shown.value
  if (request.template === undefined) return shown
  if (request.template === null) return ok({ composition, templates: BUILT_IN_ONLY })
  const flaw = await templateFlaw(store, request.template)
  if (flaw) return fail(unprocessable([flaw]))
  const set = await readTemplateSet(store, request.template, formats)
  return set.ok ? ok({ composition, templates: { ...templates, ...set.value } }) : set
}

async function compose(
  store: Store,
  { briefing, edition, recipe, article }: PreviewRequest,
  now: Date,
  formats: readonly TemplateFormat[],
): Promise<Result<Composed, Refusal>> {
  if (briefing !== undefined && edition !== undefined) {
    const read = await readEdition(store, briefing, edition, 'editor', formats)
    return read.ok ? read : fail(read.error === 'missing' ? notThere('/edition') : unreadable)
  }
  const draft = article === undefined ? null : await draftOf(store, article, now)
  if (draft && !draft.ok) return draft
  if (briefing === undefined && recipe === undefined)
    return draft ? ok({ composition: composeArticle(draft.value.record, draft.value.entry), templates: BUILT_IN_ONLY }) : fail(unreadable)
  const found = recipe ? await findTrial(store, named(recipe), toInstant(now)) : await findBriefing(store, briefing ?? '', toInstant(now))
  if (!found) return fail(notThere('/briefing'))
  const composition = await composeWith(store, found, draft?.value ?? null, now)
  if (!composition.ok) return composition
  const templates = await templatesOf(store, found, formats)
  return templates.ok ? ok({ composition: composition.value, templates: templates.value }) : templates
}

function named(recipe: Recipe): Briefing {
  return { ...recipe, slug: recipe.slug ?? 'preview' }
}

async function templatesOf(
  store: Store,
  { briefing }: FoundBriefing,
  formats: readonly TemplateFormat[],
): Promise<Result<TemplateTexts, Refusal>> {
  return briefing.template === null ? ok(BUILT_IN_ONLY) : readTemplateSet(store, briefing.template, formats)
}

interface Draft {
  readonly entry: CatalogueEntry
  readonly record: ArticleRecord
}

/** An article as it would be stored. */
async function draftOf(
  store: Store,
  { id = 'preview', ...input }: ArticleInput & { id?: string | undefined },
  now: Date,
): Promise<Result<Draft, Refusal>> {
  const { deriveArticle } = await import('../intake/derive.ts')
  const derived = deriveArticle({ ...input, id }, { knownTopics: input.topics ? [] : await knownTopics(store) })
  if (!derived.ok) return fail(unprocessable(derived.error.map((flaw) => ({ ...flaw, pointer: `/article${flaw.pointer}` }))))
  const { body: _body, ...content } = derived.value
  const at = toInstant(now)
  const entry: CatalogueEntry = {
    id,
    revision: 1,
    key: '',
    headline: content.headline,
    listedAt: content.publishedAt ?? at,
    updatedAt: at,
    story: content.story,
    storyBy: null,
    copySet: null,
    topics: content.topics,
    origins: originsOf(content.attribution),
    steps: content.attribution.length,
    carriedRevision: null,
  }
  return ok({ entry, record: { ...content, id, revision: 1, corrections: [] } })
}

/** A briefing with an article in place of the stored one by its id, or before all others. */
async function composeWith(store: Store, found: FoundBriefing, draft: Draft | null, now: Date): Promise<Result<Composition, Refusal>> {
  const arranged = draft ? placed(found, draft.entry) : found
  const sections = arrange(arranged.briefing, arranged)
  const stored = entriesOf(sections).filter(({ id }) => id !== draft?.entry.id)
  const records = await readRecords(store, stored)
  if (!stored.every(({ id }) => records.has(id))) return fail(unreadable)
  if (draft) records.set(draft.entry.id, draft.record)
  return ok(composeBriefing(arranged, sections, records, now))
}

function placed(found: FoundBriefing, entry: CatalogueEntry): FoundBriefing {
  const replace = (entries: readonly CatalogueEntry[]) =>
    entries.map((known) => (known.id === entry.id ? { ...known, ...entry, carriedRevision: known.carriedRevision } : known))
  if ([...found.candidates, ...found.pinned].some(({ id }) => id === entry.id))
    return { ...found, candidates: replace(found.candidates), pinned: replace(found.pinned) }
  const { select } = found.briefing
  const briefing = { ...found.briefing, select: { ...select, pinned: [entry.id, ...select.pinned] } }
  return { ...found, briefing, pinned: [entry, ...found.pinned] }
}

function notThere(pointer: string): Refusal {
  return unprocessable([{ pointer, detail: 'there is none' }])
}

const unreadable: Refusal = { status: 503, detail: 'A text of it cannot be read just now. Try again.', flaws: [] }
