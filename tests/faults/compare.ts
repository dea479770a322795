import { expect } from 'vitest'
import { z } from 'zod'
import { admin, get } from '../worker.ts'
import type { Model, ModelShare, ModelSnapshot, Shown } from './model.ts'

/** What the API and the pages say beside what the model says. */
export async function compare(model: Model): Promise<void> {
  await compareArticles(model)
  for (const slug of ['morning', 'evening']) {
    await compareBriefing(model, slug)
    await compareEditions(model, slug)
    await compareList(model, slug)
  }
  for (const share of model.shares.slice(-3)) await compareShare(model, share)
}

/** The same, and everything that was ever made. */
export async function compareAll(model: Model): Promise<void> {
  await compare(model)
  for (const share of model.shares) await compareShare(model, share)
  for (const [slug, editions] of model.editions)
    for (const [index, edition] of editions.entries()) await compareEdition(model, slug, index + 1, edition)
  for (const { id, text } of model.articles.values())
    expect(await (await admin('GET', `/api/articles/${id}`)).json()).toMatchObject({ id, body: [text] })
}

const Catalogue = z.object({ articles: z.array(z.object({ id: z.string(), revision: z.int() })) })

async function compareArticles(model: Model): Promise<void> {
  const { articles } = Catalogue.parse(await (await admin('GET', '/api/articles?limit=100')).json())
  expect(articles).toEqual(model.newest().map(({ id, revision }) => ({ id, revision })))
}

async function compareBriefing(model: Model, slug: string): Promise<void> {
  const answer = await get(`/briefings/${slug}.json`)
  expect(answer.status).toBe(model.briefings.has(slug) ? 200 : 404)
  if (answer.ok)
    expect((await itemsOf(answer)).map(({ id, revision }) => ({ id, revision }))).toEqual(
      model.live(slug).map(({ id, revision }) => ({ id, revision })),
    )
}

async function compareShare(model: Model, share: ModelShare): Promise<void> {
  const answer = await get(`${share.path}.json`)
  expect(answer.status).toBe(share.isRevoked ? 404 : 200)
  if (answer.ok) expect(await itemsOf(answer)).toEqual(model.shown(share))
}

const Composed = z.object({
  sections: z.array(
    z.object({
      stories: z.array(
        z.object({
          articles: z.array(z.object({ id: z.string(), revision: z.int(), correctedSince: z.array(z.object({ note: z.string() })) })),
        }),
      ),
    }),
  ),
})

async function itemsOf(answer: Response): Promise<Shown[]> {
  const { sections } = Composed.parse(await answer.json())
  return sections.flatMap(({ stories }) =>
    stories.flatMap(({ articles }) =>
      articles.map(({ id, revision, correctedSince }) => ({ id, revision, corrected: correctedSince.map(({ note }) => note) })),
    ),
  )
}

const Numbers = z.object({ editions: z.array(z.object({ number: z.int() })), total: z.int() })

async function compareEditions(model: Model, slug: string): Promise<void> {
  const editions = model.editions.get(slug) ?? []
  const answer = await admin('GET', `/api/briefings/${slug}/editions?limit=100`)
  if (!model.briefings.has(slug) && editions.length === 0) return expect(answer.status).toBe(404)
  const listed = Numbers.parse(await answer.json())
  expect(listed.editions.map(({ number }) => number)).toEqual(editions.map((_, index) => editions.length - index))
  const newest = editions.at(-1)
  if (newest) await compareEdition(model, slug, editions.length, newest)
}

const EditionItems = z.object({
  edition: z.object({ items: z.array(z.object({ article: z.string(), revision: z.int(), withdrawn: z.literal(true).optional() })) }),
  corrections: z.array(z.object({ article: z.string(), note: z.string() })),
})

async function compareEdition(model: Model, slug: string, number: number, edition: ModelSnapshot): Promise<void> {
  const { edition: frozen, corrections } = EditionItems.parse(await (await get(`/briefings/${slug}/editions/${number}.json`)).json())
  const shown = new Map(model.shown(edition).map((item) => [item.id, item]))
  expect(frozen.items).toEqual(
    edition.items.map(({ id, revision }) => ({ article: id, revision, ...(shown.has(id) ? {} : { withdrawn: true }) })),
  )
  const told = corrections.map(({ article, note }) => `${article}: ${note}`).toSorted()
  expect(told).toEqual([...shown.values()].flatMap(({ id, corrected }) => corrected.map((note) => `${id}: ${note}`)).toSorted())
}

const People = z.object({ subscribers: z.array(z.object({ email: z.string(), state: z.string() })) })

async function compareList(model: Model, slug: string): Promise<void> {
  const answer = await admin('GET', `/api/briefings/${slug}/subscribers`)
  expect(answer.status).toBe(model.briefings.has(slug) ? 200 : 404)
  if (!answer.ok) return
  const { subscribers } = People.parse(await answer.json())
  expect(subscribers.map(({ email }) => email).toSorted()).toEqual([...(model.lists.get(slug) ?? [])].toSorted())
  expect(subscribers.every(({ state }) => state === 'active')).toBe(true)
}
