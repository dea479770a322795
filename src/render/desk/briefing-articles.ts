import { shownIn, type ArrangedSection, type CatalogueEntry, type Found } from '../../core/arrangement.ts'
import type { RecipeForm } from '../../core/recipe-form.ts'
import { when } from './moment.ts'

/** The articles of a recipe as it stands in its form: which it shows, which come next, and which it leaves out. */

export interface Chosen {
  readonly found: Pick<Found, 'candidates' | 'pinned'>
  readonly sections: readonly ArrangedSection[]
}

const NEXT = 12
const NAMED = 100

export function articlesView(form: RecipeForm, { found, sections }: Chosen, wrong: (name: string) => string | null) {
  const shown = shownIn(sections).filter(({ id }) => !form.pinned.includes(id))
  const known = new Map([...found.candidates, ...found.pinned].map((entry) => [entry.id, entry]))
  const pinned = form.pinned.map((id, index) => ({
    ...rowOf(id, known.get(id), form, wrong),
    pin: { first: index === 0, last: index === form.pinned.length - 1 },
    missing: found.pinned.every((entry) => entry.id !== id),
  }))
  const rows = [...pinned, ...shown.map((entry) => ({ ...rowOf(entry.id, entry, form, wrong), pin: null, missing: false }))]
  const standing = new Set([...rows.map(({ article }) => article), ...form.excluded])
  const next = found.candidates.filter(({ id }) => !standing.has(id))
  return {
    rows,
    next: next.slice(0, NEXT).map((entry) => ({ article: entry.id, headline: entry.headline, facts: factsOf(entry) })),
    moreNext: next.slice(NEXT, NEXT + NAMED).map(({ id, headline }) => ({ article: id, headline })),
    leftOut: form.excluded.map((id) => ({ article: id, headline: known.get(id)?.headline ?? id })),
    otherNotes: Object.entries(form.notes)
      .filter(([id, text]) => text.trim() !== '' && rows.every(({ article }) => article !== id))
      .map(([id, text]) => ({ article: id, note: text, noteError: wrong(`note-${id}`) })),
  }
}

function rowOf(id: string, entry: CatalogueEntry | undefined, { notes }: RecipeForm, wrong: (name: string) => string | null) {
  const note = Object.hasOwn(notes, id) ? (notes[id] ?? '') : ''
  return {
    article: id,
    headline: entry?.headline ?? id,
    facts: entry ? factsOf(entry) : '',
    note,
    noteError: wrong(`note-${id}`),
    noted: note.trim() !== '',
  }
}

function factsOf({ listedAt, topics, carriedRevision }: CatalogueEntry): string {
  return [when(listedAt).text, ...(carriedRevision === null ? [] : ['in an earlier edition']), topics.slice(0, 4).join(', ')]
    .filter(Boolean)
    .join(' · ')
}
