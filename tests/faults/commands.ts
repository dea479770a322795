import fc from 'fast-check'
import { z } from 'zod'
import { expect, vi } from 'vitest'
import { article } from '../articles.ts'
import { admin, get } from '../worker.ts'
import { compare } from './compare.ts'
import type { Model, ModelArticle } from './model.ts'

/** Valid operations, done to the Worker and to the model; after each, both say the same. */

const SLUGS = ['morning', 'evening'] as const
const IDS = ['lock-opens', 'ferry-sails', 'crane-falls', 'tide-turns'] as const
const TOPICS = ['energy', 'ports'] as const
const PEOPLE = ['a@model.example', 'b@model.example'] as const

class Do implements fc.AsyncCommand<Model, object> {
  readonly #name: string
  readonly #can: (model: Readonly<Model>) => boolean
  readonly #run: (model: Model) => Promise<void>

  constructor(name: string, can: (model: Readonly<Model>) => boolean, run: (model: Model) => Promise<void>) {
    this.#name = name
    this.#can = can
    this.#run = run
  }

  check(model: Readonly<Model>): boolean {
    return this.#can(model)
  }

  async run(model: Model): Promise<void> {
    // So that the edge is never asked for more purges than it takes.
    vi.setSystemTime(Date.now() + 60_000)
    await this.#run(model)
    await compare(model)
  }

  toString(): string {
    return this.#name
  }
}

const any = () => true
const id = fc.constantFrom(...IDS)
const slug = fc.constantFrom(...SLUGS)
const topic = fc.constantFrom(...TOPICS)

let texts = 0

const putArticle = fc
  .tuple(id, topic, fc.boolean(), fc.boolean())
  .map(
    ([name, about, isPublic, minor]) =>
      new Do(`PUT article ${name} ${about}${isPublic ? '' : ' private'}${minor ? ' minor' : ''}`, any, (model) =>
        put(model, name, { topic: about, isPublic }, minor),
      ),
  )

async function put(model: Model, name: string, change: Pick<ModelArticle, 'topic' | 'isPublic'>, minor: boolean): Promise<void> {
  const before = model.articles.get(name)
  texts += 1
  const text = `Text ${texts} ${crypto.randomUUID()}.`
  const place = IDS.findIndex((one) => one === name)
  const note = `Corrected ${texts}`
  const answer = await admin('PUT', `/api/articles/${name}`, {
    ...article({ headline: `${name} ${text}`, body: [text], points: [{ text }], quotes: [], people: [], organisations: [], places: [] }),
    topics: [change.topic],
    visibility: change.isPublic ? 'public' : 'private',
    publishedAt: `2026-03-01T0${place}:00:00Z`,
    ...(before ? (minor ? { minor: true } : { correction: note }) : {}),
  })
  expect(answer.status).toBe(before ? 200 : 201)
  const revision = (before?.revision ?? 0) + 1
  if (!before) model.generations += 1
  model.articles.set(name, {
    id: name,
    generation: before?.generation ?? model.generations,
    revision,
    text,
    place,
    ...change,
    corrections: new Map([...(before?.corrections ?? []), ...(before && !minor ? [[revision, note] as const] : [])]),
  })
}

const deleteArticle = id.map(
  (name) =>
    new Do(`DELETE article ${name}`, any, async (model) => {
      const answer = await admin('DELETE', `/api/articles/${name}`)
      expect(answer.status).toBe(model.articles.delete(name) ? 204 : 404)
    }),
)

const putBriefing = fc.tuple(slug, topic, fc.integer({ min: 1, max: 4 })).map(
  ([name, about, limit]) =>
    new Do(`PUT briefing ${name} ${about} ${limit}`, any, async (model) => {
      const answer = await admin('PUT', `/api/briefings/${name}`, { title: name, select: { topics: { any: [about] }, limit } })
      expect(answer.status).toBe(model.briefings.has(name) ? 200 : 201)
      model.briefings.set(name, { topic: about, limit })
    }),
)

const deleteBriefing = slug.map(
  (name) =>
    new Do(`DELETE briefing ${name}`, any, async (model) => {
      const answer = await admin('DELETE', `/api/briefings/${name}`)
      expect(answer.status).toBe(model.briefings.delete(name) ? 204 : 404)
    }),
)

const Made = z.object({ id: z.string(), url: z.string() })

const freeze = slug.map(
  (name) =>
    new Do(`freeze ${name}`, any, async (model) => {
      const answer = await admin('POST', `/api/briefings/${name}/editions`)
      if (!model.briefings.has(name)) return expect(answer.status).toBe(404)
      const editions = [...(model.editions.get(name) ?? []), { items: model.live(name) }]
      model.editions.set(name, editions)
      expect(await answer.json()).toMatchObject({ number: editions.length })
    }),
)

const share = fc.tuple(slug, fc.boolean()).map(
  ([name, ofEdition]) =>
    new Do(
      `share ${name}${ofEdition ? ', its newest edition' : ''}`,
      (model) => model.briefings.has(name),
      async (model) => {
        const edition = model.editions.get(name)?.at(-1)
        const isOf = ofEdition && edition !== undefined
        const of = `/briefings/${name}${isOf ? `/editions/${model.editions.get(name)?.length}` : ''}`
        const made = Made.parse(await (await admin('POST', '/api/shares', { of, expiresIn: 'P1D' })).json())
        const items = isOf ? edition.items : model.live(name)
        model.shares.push({ id: made.id, path: new URL(made.url).pathname, isRevoked: false, items })
      },
    ),
)

const revoke = fc.nat(20).map(
  (number) =>
    new Do(
      `revoke share ${number}`,
      (model) => model.shares.length > 0,
      async (model) => {
        const index = number % model.shares.length
        const found = model.shares[index]
        if (!found) return
        expect((await admin('DELETE', `/api/shares/${found.id}`)).status).toBe(204)
        model.shares[index] = { ...found, isRevoked: true }
      },
    ),
)

const subscribe = fc.tuple(slug, fc.constantFrom(...PEOPLE)).map(
  ([name, email]) =>
    new Do(`subscribe ${email} to ${name}`, any, async (model) => {
      const people = [{ email, consentedAt: '2026-01-01T00:00:00Z', consentSource: 'a test' }]
      const answer = await admin('POST', `/api/briefings/${name}/subscribers`, people)
      expect(answer.status).toBe(model.briefings.has(name) ? 200 : 404)
      if (answer.ok) model.lists.set(name, new Set([...(model.lists.get(name) ?? []), email]))
    }),
)

const Listed = z.object({ subscribers: z.array(z.object({ id: z.string(), email: z.string() })) })

const unsubscribe = fc.tuple(slug, fc.constantFrom(...PEOPLE)).map(
  ([name, email]) =>
    new Do(
      `remove ${email} from ${name}`,
      (model) => model.briefings.has(name) && (model.lists.get(name)?.has(email) ?? false),
      async (model) => {
        const { subscribers } = Listed.parse(await (await admin('GET', `/api/briefings/${name}/subscribers`)).json())
        const found = subscribers.find((one) => one.email === email)
        expect((await admin('DELETE', `/api/subscribers/${found?.id}`)).status).toBe(204)
        model.lists.get(name)?.delete(email)
      },
    ),
)

/** A page as a reader sees it, and nothing changes by it. */
const read = slug.map(
  (name) =>
    new Do(`read ${name}`, any, async (model) => {
      expect((await get(`/briefings/${name}`)).status).toBe(model.briefings.has(name) ? 200 : 404)
    }),
)

/** Sequences of operations; what makes things comes oftener than what ends them. */
export const operations = fc.commands<Model, object, false>(
  [
    putArticle,
    putArticle,
    putArticle,
    putBriefing,
    putBriefing,
    freeze,
    freeze,
    share,
    share,
    subscribe,
    deleteArticle,
    revoke,
    unsubscribe,
    deleteBriefing,
    read,
  ],
  { maxCommands: 24, size: 'max' },
)
