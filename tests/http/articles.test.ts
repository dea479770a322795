import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Article } from '../../src/core/article.ts'
import { article } from '../articles.ts'
import { dumpStores } from '../dump.ts'
import { admin, get, problemOf, store, Taken } from '../worker.ts'

const Catalogue = z.object({ articles: z.array(z.object({ id: z.string(), headline: z.string() })), cursor: z.string().nullable() })

async function catalogue(query = ''): Promise<z.infer<typeof Catalogue>> {
  return Catalogue.parse(await (await admin('GET', `/api/articles${query}`)).json())
}

async function keys(): Promise<string[]> {
  return (await env.KV.list()).keys.map((key) => key.name)
}

describe('POST /api/articles', () => {
  test('stores an article and answers it as it stands', async () => {
    const answer = await admin('POST', '/api/articles', article({ headline: 'Tidal plant opens' }))
    expect(answer.status).toBe(201)
    const [stored] = Taken.parse(await answer.json()).articles
    expect(stored).toMatchObject({ id: 'tidal-plant-opens', revision: 1, corrections: [], visibility: 'public', outcome: 'created' })
    expect(stored?.quotes[0]?.spans).toEqual([{ paragraph: 1, start: 1, end: 38 }])
    expect(stored?.points[0]).toMatchObject({ paragraph: 0, verbatim: true })
    const read = await admin('GET', '/api/articles/tidal-plant-opens')
    expect(read.headers.get('ETag')).toMatch(/^"[0-9a-f-]{36}"$/)
    expect({ ...Article.parse(await read.json()), outcome: 'created' }).toEqual(stored)
  })

  test('keeps the body apart from the record', async () => {
    const { id } = await store(article())
    const [bodyKey, recordKey] = (await keys()).toSorted().toReversed()
    expect(bodyKey).toMatch(new RegExp(`^body/${id}/[0-9a-f-]{36}$`))
    expect(await env.KV.get(recordKey ?? '')).not.toContain('nine years for this morning,')
  })

  test('knows the same headline and body, and the same page however it was linked', async () => {
    const first = article({ url: 'https://news.example/a?utm_source=x' })
    await store(first)
    const again = await admin('POST', '/api/articles', { ...first, url: null, topics: ['other'] })
    expect(again.status).toBe(200)
    const samePage = await admin('POST', '/api/articles', { ...first, url: 'https://news.example/a/#top' })
    expect(samePage.status).toBe(200)
    expect(Taken.parse(await samePage.json()).articles[0]).toMatchObject({ outcome: 'known', revision: 1, topics: ['energy'] })
    expect((await catalogue()).articles).toHaveLength(1)
  })

  test('makes a known page with new text a new revision that says so', async () => {
    const first = article({ url: 'https://news.example/b' })
    const { id } = await store(first)
    const answer = await admin('POST', '/api/articles', { ...first, body: ['Plant 7 was shut on Monday.'], points: [], quotes: [] })
    expect(answer.status).toBe(200)
    expect(Taken.parse(await answer.json()).articles[0]).toMatchObject({
      id,
      revision: 2,
      outcome: 'revised',
      corrections: [{ note: expect.any(String) }],
    })
  })

  test('keeps what is known of a page whose text changes, and the stricter of two restrictions', async () => {
    const first = article({ url: 'https://news.example/strict', topics: ['gas'] })
    const { id } = await store(first)
    const next = {
      ...first,
      body: ['Another text.'],
      points: [],
      quotes: [],
      topics: [],
      publishedAt: null,
      visibility: 'private',
      embargoUntil: '2099-01-01T00:00:00Z',
    }
    const answer = await admin('POST', '/api/articles', next)
    expect(Taken.parse(await answer.json()).articles[0]).toMatchObject({
      outcome: 'revised',
      topics: ['gas'],
      publishedAt: '2026-03-01T08:00:00Z',
      visibility: 'private',
      embargoUntil: '2099-01-01T00:00:00Z',
    })
    expect((await get(`/articles/${id}`)).status).toBe(404)
  })

  test('follows a source back to an earlier text, and takes two versions in one list for two revisions', async () => {
    const page = { url: 'https://news.example/again', points: [], quotes: [] }
    const versions = ['One.', 'Two.', 'One.'].map((body) => article({ ...page, headline: 'Again', body: [body] }))
    const taken = Taken.parse(await (await admin('POST', '/api/articles', versions)).json()).articles
    expect(taken.map(({ outcome }) => outcome)).toEqual(['created', 'revised', 'known'])
    await admin('POST', '/api/articles', versions[1])
    const back = Taken.parse(await (await admin('POST', '/api/articles', versions[2])).json()).articles
    expect(back[0]).toMatchObject({ outcome: 'revised', body: ['One.'] })
    expect((await catalogue()).articles).toHaveLength(1)
  })

  test('holds nothing for an editor who never touched it, however many versions come at once', async () => {
    const bodies = Array.from({ length: 4 }, (_, version) =>
      article({ url: 'https://news.example/many', headline: 'Many', body: [`Version ${version}.`], points: [], quotes: [] }),
    )
    const answers = await Promise.all(bodies.map((body) => admin('POST', '/api/articles', body)))
    const outcomes = await Promise.all(answers.map(async (answer) => Taken.parse(await answer.json()).articles[0]?.outcome))
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'revised')).toHaveLength(3)
  })

  test('holds new text of a page for review once an editor has touched the article', async () => {
    const first = article({ url: 'https://news.example/c' })
    const { id } = await store(first)
    expect((await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'By an editor', minor: true })).status).toBe(200)
    const answer = await admin('POST', '/api/articles', { ...first, body: ['All is different.'], points: [], quotes: [] })
    expect(Taken.parse(await answer.json()).articles[0]).toMatchObject({ id, revision: 2, outcome: 'held', dek: 'By an editor' })
    const revisions = await (await admin('GET', `/api/articles/${id}/revisions`)).json()
    expect(revisions).toMatchObject({
      revisions: [
        { revision: 2, by: 'editor' },
        { revision: 1, by: 'intake' },
      ],
      held: [{ article: { body: ['All is different.'] } }],
    })
    await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'Seen', minor: true })
    expect(await (await admin('GET', `/api/articles/${id}/revisions`)).json()).toMatchObject({ held: [] })
  })

  test('numbers ids of the same headline, also within one list', async () => {
    const list = [article({ headline: 'Strike ends' }), article({ headline: 'Strike ends' }), article({ headline: 'Strike ends' })]
    const answer = await admin('POST', '/api/articles', list)
    expect(Taken.parse(await answer.json()).articles.map(({ id }) => id)).toEqual(['strike-ends', 'strike-ends-2', 'strike-ends-3'])
  })

  test('takes fifty articles at once, and the same one twice in a list as one', async () => {
    const list = Array.from({ length: 50 }, () => article())
    expect((await admin('POST', '/api/articles', list)).status).toBe(201)
    expect((await catalogue('?limit=100')).articles).toHaveLength(50)
    const twice = article()
    const answer = Taken.parse(await (await admin('POST', '/api/articles', [twice, twice])).json())
    expect(answer.articles.map(({ outcome }) => outcome)).toEqual(['created', 'known'])
    expect(answer.articles[0]?.id).toBe(answer.articles[1]?.id)
  })

  test('stores an article once when it comes ten times at the same moment', async () => {
    const one = article({ url: 'https://news.example/race' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => admin('POST', '/api/articles', one)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(9)
    expect((await catalogue()).articles).toHaveLength(1)
  })

  test('gives fourteen different articles of one headline fourteen ids when they come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => admin('POST', '/api/articles', article({ headline: 'Same words' }))))
    const taken = await Promise.all(answers.map(async (answer) => Taken.parse(await answer.json()).articles[0]?.id))
    expect(new Set(taken).size).toBe(14)
  })

  test('stores none of a list in which one article is wrong', async () => {
    const answer = await admin('POST', '/api/articles', [article(), article({ topics: ['Not a slug'] })])
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors).toMatchObject([{ pointer: '/1/topics/0' }])
    expect((await catalogue()).articles).toHaveLength(0)
    expect(await keys()).toEqual([])
  })

  test('takes topics and the address from the query where the document does not say', async () => {
    const answer = await admin(
      'POST',
      '/api/articles?topics=harbour,%20energy&url=https://x.example/1',
      'A port reopens\n\nThe port of Halden reopened on Monday.',
    )
    expect(Taken.parse(await answer.json()).articles[0]).toMatchObject({ topics: ['harbour', 'energy'], url: 'https://x.example/1' })
  })
})

describe('the quote lock', () => {
  test.each([
    ['“I like it,” said Ann, but Bob said, “and I hate it.”', 'I like it, and I hate it.'],
    [
      '“He is innocent,” the lawyer said. Prosecutor Ann Roe disagreed. The judge wrote, “of nothing at all.”',
      'He is innocent, of nothing at all.',
    ],
    ['Profits “rose,” while rival Beta said its own “collapsed.”', 'rose, collapsed.'],
    ['The plant “opened,” and its rival “closed.”', 'opened, closed.'],
  ])('never joins what two people said: %s', async (paragraph, text) => {
    const answer = await admin('POST', '/api/articles', article({ body: [paragraph], points: [], quotes: [{ text, speaker: 'Ann' }] }))
    expect(answer.status).toBe(422)
  })

  test('finds a quotation that its speaker’s tag interrupts, and one over two paragraphs', async () => {
    const body = ['“We go,” said Ann Roe, the mayor, “and we win. We stay.', '“Nobody leaves,” she added.']
    const quotes = [{ text: 'We go, and we win. We stay. Nobody leaves,', speaker: 'Ann Roe' }]
    expect((await store(article({ body, points: [], quotes }))).quotes[0]?.spans).toHaveLength(3)
  })

  test('refuses a quotation that is not in the body, and names the nearest text', async () => {
    const answer = await admin(
      'POST',
      '/api/articles',
      article({ quotes: [{ text: 'We waited ten years for this morning', speaker: 'Marta Oduya' }] }),
    )
    expect(answer.status).toBe(422)
    const { errors } = await problemOf(answer)
    expect(errors[0]?.pointer).toBe('/quotes/0/text')
    expect(errors[0]?.detail).toContain('We waited nine years for this morning')
    expect(await keys()).toEqual([])
  })

  test('keeps an editor’s own point and says that it is one', async () => {
    const stored = await store(article({ points: [{ text: 'A plant that was long in coming now runs.' }] }))
    expect(stored.points).toEqual([{ text: 'A plant that was long in coming now runs.', paragraph: null, verbatim: false }])
  })
})

describe('PUT /api/articles/{id}', () => {
  test('makes a correction a revision that readers see', async () => {
    const first = article()
    const { id } = await store(first)
    const answer = await admin('PUT', `/api/articles/${id}`, {
      ...first,
      headline: 'Put right',
      correction: 'The headline named another town.',
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      id,
      revision: 2,
      headline: 'Put right',
      corrections: [{ note: 'The headline named another town.' }],
    })
    expect(await (await get(`/articles/${id}`)).text()).toContain('The headline named another town.')
  })

  test('wants a reason for a change, takes a minor one silently, and lets no change be', async () => {
    const first = article()
    const { id } = await store(first)
    const silent = await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'New' })
    expect(silent.status).toBe(422)
    expect((await problemOf(silent)).errors).toMatchObject([{ pointer: '/correction' }])
    expect(await (await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'New', minor: true })).json()).toMatchObject({
      revision: 2,
      corrections: [],
    })
    expect(await (await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'New' })).json()).toMatchObject({ revision: 2 })
  })

  test('takes back unchanged what was derived from a text', async () => {
    const text =
      'A port reopens\n\nHALDEN (Reuters) — “We open,” said Dr. Mara Lind, 56, the port’s director. “We stay open.”\n\n“They did not ask me,” she said. Lind warned that ice would come back in March, and that no ship should sail.'
    const [stored] = Taken.parse(await (await admin('POST', '/api/articles', text)).json()).articles
    const read = Article.parse(await (await admin('GET', `/api/articles/${stored?.id}`)).json())
    const answer = await admin('PUT', `/api/articles/${stored?.id}`, read)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual(read)
  })

  test('takes back what was read, the server’s own fields included', async () => {
    const { id } = await store(article())
    const read = Article.parse(await (await admin('GET', `/api/articles/${id}`)).json())
    const answer = await admin('PUT', `/api/articles/${id}`, { ...read, dek: 'Changed', minor: true })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ ...read, dek: 'Changed', revision: 2 })
  })

  test('lets one of ten concurrent writers with the same If-Match win, and shows the winner’s text', async () => {
    const first = article()
    const { id } = await store(first)
    const etag = (await admin('GET', `/api/articles/${id}`)).headers.get('ETag') ?? ''
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, writer) =>
        admin('PUT', `/api/articles/${id}`, { ...first, dek: `Writer ${writer}`, minor: true }, { 'If-Match': etag }),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
    const winner = Article.parse(await answers.find((answer) => answer.status === 200)?.json())
    expect(await (await admin('GET', `/api/articles/${id}`)).json()).toEqual(winner)
    expect((await get(`/articles/${id}.json`)).status).toBe(200)
    expect(await (await get(`/articles/${id}.json`)).text()).toContain(winner.dek)
    expect((await catalogue('?q=writer')).articles).toHaveLength(1)
  })

  test('gives ten concurrent writers without If-Match ten revisions in a row', async () => {
    const first = article()
    const { id } = await store(first)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, writer) => admin('PUT', `/api/articles/${id}`, { ...first, dek: `Writer ${writer}`, minor: true })),
    )
    const revisions = await Promise.all(answers.map(async (answer) => Article.parse(await answer.json()).revision))
    expect(revisions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('creates an article under an id of the writer’s choice, but not over another’s page', async () => {
    expect((await admin('PUT', '/api/articles/my-id', article({ url: 'https://news.example/d' }))).status).toBe(201)
    const other = await admin('PUT', '/api/articles/other', article({ url: 'https://news.example/d' }))
    expect(other.status).toBe(409)
    expect((await admin('PUT', '/api/articles/other', article(), { 'If-Match': '"x"' })).status).toBe(412)
    expect((await admin('GET', '/api/articles/other')).status).toBe(404)
  })
})

describe('DELETE /api/articles/{id}', () => {
  test('erases every revision from KV, D1 and the full-text index', async () => {
    const first = article({ body: ['The zwillingsturm word stands nowhere else.'], quotes: [], points: [] })
    const { id } = await store(first)
    await admin('PUT', `/api/articles/${id}`, { ...first, dek: 'Another zwillingsturm', minor: true })
    expect(await dumpStores()).toContain('zwillingsturm')
    expect((await admin('DELETE', `/api/articles/${id}`)).status).toBe(204)
    expect((await get(`/articles/${id}`)).status).toBe(404)
    expect(await keys()).toEqual([])
    expect(await dumpStores()).not.toContain('zwillingsturm')
    expect((await admin('DELETE', `/api/articles/${id}`)).status).toBe(404)
  })

  test('finishes an erasure that was cut off after the rows were gone', async () => {
    const { id } = await store(article())
    await env.DB.batch(
      ['candidates', 'article_topics', 'revisions', 'texts', 'articles'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    )
    expect(await keys()).toHaveLength(2)
    expect((await admin('DELETE', `/api/articles/${id}`)).status).toBe(204)
    expect(await keys()).toEqual([])
  })

  test('lets the same article come in again', async () => {
    const first = article()
    const { id } = await store(first)
    await admin('DELETE', `/api/articles/${id}`)
    expect((await store(first)).outcome).toBe('created')
  })
})

describe('GET /api/articles', () => {
  test('pages newest first, without gap or repeat', async () => {
    await admin(
      'POST',
      '/api/articles',
      Array.from({ length: 25 }, (_, day) =>
        article({ headline: `Day ${day}`, publishedAt: `2026-03-${String((day % 5) + 1).padStart(2, '0')}T00:00:00Z` }),
      ),
    )
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: z.infer<typeof Catalogue> = await catalogue(`?limit=10${cursor === null ? '' : `&cursor=${cursor}`}`)
      seen.push(...page.articles.map(({ id }) => id))
      cursor = page.cursor
    } while (cursor !== null)
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
    expect(seen[0]).toMatch(/^day-(4|9|14|19|24)$/)
  })

  test('finds by topic, by words of the text, and by time', async () => {
    await store(
      article({ topics: ['ports'], body: ['A walrus came ashore.'], points: [], quotes: [], publishedAt: '2026-02-01T00:00:00Z' }),
    )
    await store(article({ topics: ['energy'] }))
    const count = async (query: string) => (await catalogue(query)).articles.length
    expect(await count('?topic=ports')).toBe(1)
    expect(await count('?q=WALRUS%20ashore')).toBe(1)
    expect(await count('?q=walrus%20elephant')).toBe(0)
    expect(await count('?q=walrus&topic=energy')).toBe(0)
    expect(await count('?since=2026-02-15T00:00:00Z')).toBe(1)
    expect(await count('?until=2026-02-15T00:00:00Z')).toBe(1)
    expect(await count('?q=%22walrus%22%20OR')).toBe(0)
    expect((await admin('GET', '/api/articles?q=!!!')).status).toBe(422)
    expect((await admin('GET', '/api/articles?cursor=abc')).status).toBe(422)
    expect((await admin('GET', '/api/articles?colour=red')).status).toBe(422)
    expect((await admin('GET', '/api/articles?limit=1000')).status).toBe(422)
  })
})
