import Mustache from 'mustache'
import type { ArticleRecord } from '../src/core/compose.ts'
import { composeBriefing } from '../src/core/compose.ts'
import { arrange, type CatalogueEntry } from '../src/core/arrangement.ts'
import { originsOf } from '../src/core/attribution.ts'
import { Briefing } from '../src/core/briefing.ts'
import type { Composition } from '../src/core/composition.ts'
import { htmlTemplate, renderHtml } from '../src/render/html.ts'
import { viewOf } from '../src/render/view-of.ts'

/** Ten articles as the catalogue and KV give them, and the two ways to a page that are compared. */

const publicUrl = 'https://brief.example'
const briefing = Briefing.parse({ slug: 'energy', title: 'Energy', introduction: 'What moved today.' })
const records = Array.from({ length: 10 }, (_, number) => record(number))
const entries = records.map(entryOf)
const byId = new Map(records.map((one) => [one.id, one]))

/** From the stores' answers to the composed briefing. */
export function compose(now: Date): Composition {
  const found = { briefing, updatedAt: '2026-03-01T08:00:00Z', lastMatchAt: '2026-03-01T08:00:00Z' }
  return composeBriefing(found, arrange(briefing, { candidates: entries, pinned: [], carriedSets: new Set() }), byId, now)
}

export function renderComposed(composition: Composition): string {
  return renderHtml(viewOf(composition, { publicUrl }))
}

const readyView = viewOf(compose(new Date('2026-03-01T09:00:00Z')), { publicUrl })

export function renderBare(): string {
  return Mustache.render(htmlTemplate.source, readyView, htmlTemplate.partials)
}

function entryOf(one: ArticleRecord): CatalogueEntry {
  const { id, revision, headline, story, topics } = one
  return {
    id,
    revision,
    key: id,
    headline,
    listedAt: '2026-03-01T08:00:00Z',
    updatedAt: '2026-03-01T08:00:00Z',
    story,
    storyBy: null,
    copySet: null,
    topics,
    origins: originsOf(one.attribution),
    steps: one.attribution.length,
    carriedRevision: null,
  }
}

function record(number: number): ArticleRecord {
  const sentence = `The grid operator said on Tuesday that turbine ${number} would feed 4,${number}00 homes by the end of the spring, two months late.`
  return {
    id: `article-${number}`,
    revision: 1,
    headline: `Turbine ${number} joins the grid after a winter of delays`,
    dek: 'A long wait ends on the coast.',
    language: 'en',
    url: `https://news.example/turbine/${number}`,
    byline: ['Ines Falk'],
    publishedAt: '2026-03-01T08:00:00Z',
    embargoUntil: null,
    attribution: [
      { outlets: ['Coast Courier'], url: 'https://coast.example/', form: 'report' },
      { outlets: ['Reuters'], url: null, form: 'interview' },
    ],
    topics: ['energy'],
    story: null,
    points: Array.from({ length: 4 }, (_, index) => ({ text: sentence, paragraph: index, verbatim: true })),
    quotes: Array.from({ length: 3 }, () => ({
      text: 'We waited nine years for this morning',
      speaker: 'Marta Oduya',
      kind: 'direct',
      spans: [],
    })),
    people: [
      { name: 'Marta Oduya', role: 'mayor' },
      { name: 'Jon Lind', role: 'grid operator' },
    ],
    organisations: ['Reuters'],
    places: ['Norway'],
    visibility: 'public',
    corrections: [],
  }
}
