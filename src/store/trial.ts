import { outletKey } from '../core/outlet.ts'
import { durationMilliseconds, type Briefing } from '../core/briefing.ts'
import { CANDIDATE_ENTRIES, CARRIED_SETS, LAST_MATCH, PINNED_ENTRIES, type FoundBriefing } from './briefings.ts'
import { KEPT, MATCHES } from './candidates.ts'
import { toEntry, type EntryRow } from './catalogue.ts'
import { findTemplateSet } from './templates.ts'
import type { Store } from './store.ts'

/** What the catalogue has for a recipe that is not stored, as `findBriefing` finds it for one that is. What its editions carried counts by its slug. */
export async function findTrial(store: Store, briefing: Briefing, now: string): Promise<FoundBriefing> {
  const { db } = store
  const { slug, visibility, select, template } = briefing
  const statement = (sql: string) =>
    db
      .prepare((select.topics.any.length > 0 ? BY_TOPIC : BY_AGE) + sql)
      .bind(
        slug,
        now,
        JSON.stringify(briefing),
        visibility,
        JSON.stringify(select.topics.any),
        JSON.stringify(select.topics.all),
        JSON.stringify(select.topics.none),
        JSON.stringify(select.outlets.map(outletKey)),
        select.window === null ? null : durationMilliseconds(select.window) / 1000,
      )
  const [[candidates, pinned, newest, sets], templates] = await Promise.all([
    db.batch<EntryRow & { at: string | null }>([CANDIDATE_ENTRIES, PINNED_ENTRIES, LAST_MATCH, CARRIED_SETS].map(statement)),
    template === null ? null : findTemplateSet(store, template),
  ])
  return {
    briefing,
    updatedAt: now,
    lastMatchAt: newest?.results[0]?.at ?? now,
    candidates: candidates?.results.map(toEntry) ?? [],
    pinned: pinned?.results.map(toEntry) ?? [],
    carriedSets: new Set(sets?.results.flatMap((row) => row.copy_set ?? [])),
    templates,
  }
}

// The statements for stored recipes find this one instead, and its matches made on the spot: by its topics, or else newest first until there are enough.
function trialOf(source: string): string {
  return `WITH briefings (slug, now, recipe, visibility, topics_any, topics_all, topics_none, outlets, window_seconds)
      AS (VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)),
    candidates (briefing, listed_at, article) AS (
      SELECT b.slug, a.listed_at, a.number FROM ${source} CROSS JOIN briefings b WHERE ${MATCHES}
      ORDER BY a.listed_at DESC, a.number DESC LIMIT ${KEPT})
    `
}

const BY_TOPIC = trialOf(
  '(SELECT DISTINCT t.article FROM json_each(?5) w CROSS JOIN article_topics t ON t.topic = w.value) n CROSS JOIN articles a ON a.number = n.article',
)

const BY_AGE = trialOf('articles a')
