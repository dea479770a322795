import { z } from 'zod'
import { PollEntry, SourceEntry } from '../src/core/source.ts'
import { rss, rssItem } from './feeds.ts'
import { ofType, type Answer } from './site.ts'
import { admin } from './worker.ts'

/** Sources for tests, through the public door. */

const Told = SourceEntry.extend({ polls: z.array(PollEntry) })

/** Adds a source; gives its id. */
export async function addSource(settings: object): Promise<string> {
  const answer = await admin('POST', '/api/sources', settings)
  if (answer.status !== 201) throw new Error(await answer.text())
  return SourceEntry.parse(await answer.json()).id
}

/** A source as it is now, with its polls, the newest first. */
export async function source(id: string): Promise<z.infer<typeof Told>> {
  return Told.parse(await (await admin('GET', `/api/sources/${id}`)).json())
}

const Catalogue = z.object({ articles: z.array(z.object({ id: z.string(), headline: z.string(), topics: z.array(z.string()) })) })

/** What is in the catalogue, by headline in alphabetical order. */
export async function articles(): Promise<z.infer<typeof Catalogue>['articles']> {
  const { articles: all } = Catalogue.parse(await (await admin('GET', '/api/articles?limit=100')).json())
  return all.toSorted((a, b) => (a.headline < b.headline ? -1 : 1))
}

/** The answer of a feed. */
export function feedOf(items: readonly Readonly<Record<string, string>>[], headers: Readonly<Record<string, string>> = {}): Answer {
  return ofType('application/rss+xml', rss(items.map(rssItem).join('')), headers)
}

/** One item of it. */
export function item(name: string, fields: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    title: `Berth ${name} is free`,
    link: `https://coast.example/berths/${name}`,
    description: `Berth ${name} was freed on Monday.`,
    ...fields,
  }
}
