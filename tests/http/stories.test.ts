import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Article } from '../../src/core/article.ts'
import { Composition } from '../../src/core/composition.ts'
import { Proposal, SimilarEntry, Story } from '../../src/core/story.ts'
import { takeIn } from '../../src/newsroom/take-in.ts'
import { COPIES, EVENTS } from '../../src/store/similar.ts'
import { REPORTS } from '../fixtures/similar/reports.ts'
import { WIRES } from '../fixtures/similar/wires.ts'
import { dumpStores } from '../dump.ts'
import { counted } from '../storage-count.ts'
import { admin, get, Taken } from '../worker.ts'

const Answer = Taken.extend({ similar: z.array(SimilarEntry) })
const Listed = z.object({ stories: z.array(Story), proposals: z.array(Proposal) })
const FORMATS = ['', '.md', '.txt', '.json', '.eml']

const wire = WIRES['ferry'] ?? { headline: '', body: [] }
const [report = wire] = REPORTS['ferry'] ?? []
const reuters = { outlets: ['Reuters'], url: null, form: 'report' }

/** An article that says nothing of a story, by an outlet of its own unless it says otherwise. */
function from(outlet: string, fields: object = {}): Record<string, unknown> {
  return {
    ...wire,
    headline: `${outlet}: ferry stops`,
    language: 'en',
    publishedAt: '2026-03-01T08:00:00Z',
    attribution: [{ outlets: [outlet], url: null, form: 'report' }, reuters],
    url: `https://${outlet.toLowerCase().replaceAll(' ', '-')}.example/ferry`,
    topics: ['ferry'],
    points: [],
    quotes: [],
    people: [],
    organisations: [],
    places: [],
    ...fields,
  }
}

const [first, second, third] = [
  from('Daily Post', { headline: 'A', publishedAt: '2026-03-01T09:00:00Z' }),
  from('Coast Courier', { headline: 'B', body: wire.body.slice(0, 5) }),
  from('Reuters', { headline: 'C', attribution: [reuters], publishedAt: '2026-03-01T10:00:00Z' }),
]

async function take(...articles: object[]): Promise<z.infer<typeof Answer>> {
  return Answer.parse(await (await admin('POST', '/api/articles', articles)).json())
}

async function read(id: string): Promise<Article> {
  return Article.parse(await (await admin('GET', `/api/articles/${id}`)).json())
}

async function listed(): Promise<z.infer<typeof Listed>> {
  return Listed.parse(await (await admin('GET', '/api/stories')).json())
}

async function put(recipe: object = {}): Promise<void> {
  expect((await admin('PUT', '/api/briefings/b', { title: 'B', ...recipe })).status).toBeLessThan(300)
}

async function composed(path = '/briefings/b'): Promise<Composition> {
  return Composition.parse(await (await get(`${path}.json`)).json())
}

/** What a briefing shows, each with what it names beside it. */
async function shown(): Promise<(string | string[])[][]> {
  const { sections } = await composed()
  return sections.flatMap(({ stories }) =>
    stories.flatMap(({ articles }) => articles.map(({ id, copies }) => [id, copies.map((copy) => copy.id)])),
  )
}

describe('near-duplicates that come in', () => {
  test('are articles of their own and one story, whose name says nothing of them', async () => {
    await take(first)
    const { articles, similar } = await take(second)
    expect(articles[0]).toMatchObject({ id: 'b', outcome: 'created', story: expect.stringMatching(/^story-[0-9a-f]{8}$/) })
    expect(similar).toEqual([
      { pointer: '/articles/0', article: 'a', draft: null, headline: 'A', kind: 'near-duplicate', score: expect.any(Number) },
    ])
    const [a, b, { stories, proposals }] = await Promise.all([read('a'), read('b'), listed()])
    expect(a.story).toBe(b.story)
    expect(stories).toMatchObject([
      {
        story: a.story,
        articles: [
          { id: 'a', by: 'server' },
          { id: 'b', by: 'server' },
        ],
      },
    ])
    expect(new Set(stories[0]?.articles.map(({ copies }) => copies)).size).toBe(1)
    expect(proposals).toEqual([])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM proposals').first('n')).toBe(0)
  })

  test('are found among those that come together, and the same when all come at the same moment', async () => {
    const { similar } = await take(first, second, third)
    expect(new Set(similar.map(({ pointer, article }) => `${pointer} ${article}`))).toEqual(
      new Set(['/articles/1 a', '/articles/2 a', '/articles/2 b']),
    )
    expect(new Set(await Promise.all(['a', 'b', 'c'].map(async (id) => (await read(id)).story))).size).toBe(1)
    const quake = WIRES['quake'] ?? wire
    await Promise.all(['X', 'Y', 'Z'].map((headline) => take(from(headline, { headline, body: quake.body }))))
    expect(new Set(await Promise.all(['x', 'y', 'z'].map(async (id) => (await read(id)).story))).size).toBe(1)
  })

  test('make no revision, change no time and no mark', async () => {
    await take(first)
    const before = [
      await admin('GET', '/api/articles/a'),
      await env.DB.prepare(`SELECT updated_at FROM articles WHERE id = 'a'`).first(),
    ] as const
    await take(second)
    const after = [
      await admin('GET', '/api/articles/a'),
      await env.DB.prepare(`SELECT updated_at FROM articles WHERE id = 'a'`).first(),
    ] as const
    expect(after[0].headers.get('ETag')).toBe(before[0].headers.get('ETag'))
    expect(after[1]).toEqual(before[1])
    expect((await read('a')).revision).toBe(1)
  })

  test('join the story that the other has by somebody’s word, or draw it into theirs', async () => {
    await take({ ...first, story: 'skarv' })
    expect((await take(second)).articles[0]?.story).toBe('skarv')
    await take(from('Old', { headline: 'Old', body: (WIRES['art'] ?? wire).body }))
    await take(from('Named', { headline: 'Named', body: (WIRES['art'] ?? wire).body, story: 'brandt' }))
    expect((await read('old')).story).toBe('brandt')
  })

  test('are not moved where the sender has said which story they are of, or that they are of none; an editor is asked', async () => {
    await take({ ...first, story: null })
    await take({ ...second, story: 'my-story' })
    await take({ ...third, story: null })
    expect(await Promise.all(['a', 'b', 'c'].map(async (id) => (await read(id)).story))).toEqual([null, 'my-story', null])
    const { proposals } = await listed()
    expect(proposals.map(({ kind, articles }) => [kind, articles.map(({ id }) => id)])).toEqual(
      expect.arrayContaining([['near-duplicate', ['b', 'a']]]),
    )
  })

  test('stay where an editor puts them, also out of every story', async () => {
    await take(first, second)
    const b = await read('b')
    expect((await admin('PUT', '/api/articles/b', b)).status).toBe(200)
    expect((await read('b')).revision).toBe(1)
    expect((await admin('PUT', '/api/articles/b', { ...b, story: null, minor: true })).status).toBe(200)
    await take(third)
    expect((await read('b')).story).toBeNull()
    expect((await read('c')).story).toBe((await read('a')).story)
    expect((await admin('PUT', '/api/articles/c', { ...third, story: null, minor: true })).status).toBe(200)
    expect((await read('c')).story).toBeNull()
  })

  test('keep their story when a source or an editor who says nothing of it changes the text', async () => {
    await take(first, second)
    const { story } = await read('a')
    expect((await take({ ...second, body: [...wire.body.slice(0, 4), 'One more paragraph.'] })).articles[0]).toMatchObject({
      outcome: 'revised',
      story,
    })
    await admin('PUT', '/api/articles/a', { ...first, dek: 'Edited', minor: true })
    expect(await Promise.all([read('a'), read('b')])).toMatchObject([{ story }, { story }])
  })

  test('cost the same number of storage operations for one as for fifty, and one batch more where there is something to join', async () => {
    const cost = async (articles: object[]) => {
      const { store, calls } = counted(env)
      const act = { now: '2026-03-01T12:00:00Z', newId: () => crypto.randomUUID(), actor: null }
      const contents = articles.map((one) => ({ dek: null, byline: [], embargoUntil: null, story: null, visibility: 'public', ...one }))
      const took = await takeIn(store, z.array(Article.omit({ id: true, revision: true, corrections: true })).parse(contents), act)
      expect(took.ok).toBe(true)
      return calls.filter((call) => call.startsWith('D1'))
    }
    const filler = (n: number) =>
      from(`O${n}`, { headline: `N${n}`, body: [`The ${n} of quite other things happened at ${n * 7} places of no name.`] })
    expect(await cost([filler(1)])).toEqual(['D1 batch', 'D1 batch'])
    expect(await cost(Array.from({ length: 50 }, (_, n) => filler(100 + n)))).toEqual(['D1 batch', 'D1 batch'])
    await take(first)
    expect(await cost([second, third])).toEqual(['D1 batch', 'D1 batch', 'D1 batch'])
  })

  test('leave nothing in the store once they are erased', async () => {
    await take(first, second)
    await take({ ...from('Other'), ...report, headline: 'Own report' })
    for (const id of ['a', 'b', 'own-report']) expect((await admin('DELETE', `/api/articles/${id}`)).status).toBe(204)
    for (const table of ['sketches', 'shingles', 'event_terms', 'proposals'])
      expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first('n'), table).toBe(0)
    expect(await dumpStores()).not.toMatch(/brekke|halden/i)
  })

  test('stand by themselves once their text is another', async () => {
    await put()
    await take(first, second)
    await admin('PUT', '/api/articles/a', { ...first, body: (WIRES['art'] ?? wire).body, correction: 'It was another text.' })
    expect(Object.fromEntries(await shown())).toEqual({ a: [], b: [] })
    await admin('PUT', '/api/articles/b', { ...second, dek: 'x', minor: true })
    await take(third)
    expect(await shown()).toContainEqual(['c', ['b']])
  })

  test('are looked up by what a revision says now', async () => {
    await take(first)
    await admin('PUT', '/api/articles/a', { ...first, body: (WIRES['art'] ?? wire).body, correction: 'It was another text.' })
    expect((await take(second)).similar).toEqual([])
    expect((await take(from('Art', { headline: 'Art', body: (WIRES['art'] ?? wire).body }))).similar).toMatchObject([{ article: 'a' }])
  })
})

describe('POST /api/intake', () => {
  test('tells what drafts are copies of, stored ones and one another, and stores nothing', async () => {
    await take(first)
    const answer = await admin('POST', '/api/intake', [second, third])
    const { similar } = Answer.omit({ articles: true }).parse(await answer.json())
    expect(similar.map(({ pointer, article, draft, kind }) => [pointer, article, draft, kind])).toEqual([
      ['/articles/0', 'a', null, 'near-duplicate'],
      ['/articles/1', 'a', null, 'near-duplicate'],
      ['/articles/1', null, '/articles/0', 'near-duplicate'],
    ])
    expect((await read('a')).story).toBeNull()
    expect(await env.DB.prepare('SELECT count(*) AS n FROM sketches').first('n')).toBe(1)
  })
})

describe('a briefing', () => {
  test('shows copies as one, the one nearest the origin, and names the others in every format', async () => {
    await put()
    await take(first, second, third)
    expect(await shown()).toEqual([['c', ['b', 'a']]])
    const [story] = (await composed()).sections[0]?.stories ?? []
    expect(story?.origins).toEqual({ reports: 3, outlets: ['Reuters'], unknown: 0 })
    const current = (await read('a')).story
    expect(current).not.toBeNull()
    expect([story?.story, story?.articles[0]?.story, story?.articles[0]?.copies[0]?.story]).toEqual([current, current, current])
    expect((await composed('/articles/a')).sections[0]?.stories[0]).toMatchObject({ story: current, articles: [{ story: current }] })
    for (const format of FORMATS.filter((one) => one !== '.json')) {
      const text = (await (await get(`/briefings/b${format}`)).text()).replaceAll(/=\r\n/g, '')
      expect(text.replaceAll(/<[^>]+>|\[\d+\]|\u00a0|\(https[^)]+\)|[[\]]/g, ''), format).toMatch(
        /Also carried by Coast\s+Courier\s+and\s+Daily\s+Post/,
      )
      expect(text, format).toContain('https://daily-post.example/ferry')
      expect(text, format).toMatch(/3 reports, 1\s+origin: Reuters/)
    }
  })

  test('does not count them against its limit, nor as several unknown origins', async () => {
    await put({ select: { limit: 2 } })
    await take(...['P', 'Q', 'R'].map((headline) => from(headline, { headline, attribution: [] })))
    await take(from('Else', { headline: 'Else', body: (WIRES['art'] ?? wire).body, publishedAt: '2026-02-01T00:00:00Z' }))
    expect(await shown()).toEqual([
      ['p', ['q', 'r']],
      ['else', []],
    ])
    expect((await composed()).sections[0]?.stories[0]?.origins).toEqual({ reports: 3, outlets: [], unknown: 1 })
  })

  test('names five and counts the others', async () => {
    await put()
    await take(...Array.from({ length: 9 }, (_, n) => from(`Site ${n}`, { headline: `S${n}` })))
    const [article] = (await composed()).sections[0]?.stories[0]?.articles ?? []
    expect([article?.copies.length, article?.moreCopies]).toEqual([5, 3])
    expect(await (await get('/briefings/b.txt')).text()).toMatch(/and\s+3\s+others/)
  })

  test('of fifty articles with five copies each still takes one KV read of at most 100', async () => {
    const entries = Array.from({ length: 50 }, (_, n) => n)
    for (const copy of [0, 1, 2]) {
      await take(
        ...entries.map((n) =>
          from(`Site ${n} ${copy}`, {
            headline: `S${n} ${copy}`,
            body: [Array.from({ length: 60 }, (_word, at) => `w${n}x${at * (n + 1)}`).join(' ')],
          }),
        ),
      )
    }
    await put({ select: { limit: 50 } })
    const all = (await composed()).sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))
    expect(all).toHaveLength(50)
    expect(all.reduce((sum, { copies }) => sum + copies.length, 0)).toBe(40)
    expect(all.reduce((sum, { moreCopies }) => sum + moreCopies, 0)).toBe(60)
  })

  test('shows a pinned copy by itself, and the next one where the shown one is excluded', async () => {
    await take(first, second, third)
    await put({ select: { pinned: ['a'] } })
    expect(await shown()).toEqual([['a', ['c', 'b']]])
    await put({ select: { pinned: ['a', 'b'] } })
    expect(await shown()).toEqual([
      ['a', ['c']],
      ['b', []],
    ])
    await put({ select: { excluded: ['c'] } })
    expect(await shown()).toEqual([['b', ['a']]])
  })

  test('shows a copy by itself that an editor has taken out of the story', async () => {
    await put()
    await take(first, second)
    const { story } = await read('a')
    expect((await admin('DELETE', `/api/stories/${story}/articles/a`)).status).toBe(204)
    expect((await admin('DELETE', `/api/stories/${story}/articles/a`)).status).toBe(404)
    expect(Object.fromEntries(await shown())).toEqual({ a: [], b: [] })
    expect((await admin('POST', '/api/stories', { story, articles: ['a'] })).status).toBe(200)
    expect(await shown()).toEqual([['b', ['a']]])
  })

  test('that carries only what is new does not take a copy of what it carried for new, even when that has left the window', async () => {
    await put({ select: { onlyNew: true, window: 'P1D' } })
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await take({ ...first, publishedAt: hoursAgo(1) })
    expect((await admin('POST', '/api/briefings/b/editions')).status).toBe(201)
    await take({ ...third, publishedAt: hoursAgo(2) })
    expect(await shown()).toEqual([])
    await env.DB.prepare(`DELETE FROM candidates WHERE article = (SELECT number FROM articles WHERE id = 'a')`).run()
    expect(await shown()).toEqual([])
    await put({ select: { onlyNew: false } })
    await admin('POST', '/api/briefings/b/editions')
    const { edition } = await (
      await get('/briefings/b/editions/2.json')
    ).json<{ edition: { items: { article: string; change: string }[] } }>()
    expect(edition.items.map(({ article, change }) => [article, change])).toContainEqual(['c', 'carried over'])
  })

  test('tells nothing of a private copy', async () => {
    await put()
    await take(first, { ...third, visibility: 'private', headline: 'Secret' })
    expect((await read('secret')).story).toBe((await read('a')).story)
    for (const format of FORMATS) expect(await (await get(`/briefings/b${format}`)).text(), format).not.toMatch(/secret/i)
    expect(await shown()).toEqual([['a', []]])
  })
})

describe('an edition', () => {
  const items = async () =>
    (
      await (
        await get('/briefings/b/editions/1.json')
      ).json<{ edition: { items: { article: string; copyOf?: string | null; withdrawn?: true }[] } }>()
    ).edition.items

  test('freezes copies as items whose hashes can be recomputed, whatever becomes of their story', async () => {
    await put()
    await take(first, second)
    await admin('POST', '/api/briefings/b/editions')
    const before = await (await get('/briefings/b/editions/1.json')).text()
    await take(third)
    await admin('DELETE', `/api/stories/${(await read('a')).story}/articles/a`)
    expect(await (await get('/briefings/b/editions/1.json')).text()).toBe(before)
    const { edition } = JSON.parse(before)
    for (const { view, sha256 } of edition.items) expect(await hashOf(view)).toBe(sha256)
    expect((await items()).map(({ article, copyOf }) => [article, copyOf])).toEqual([
      ['b', null],
      ['a', 'b'],
    ])
  })

  test('says of a copy that it was corrected, and shows the next one where what it showed is gone', async () => {
    await put()
    await take(first, second)
    await admin('POST', '/api/briefings/b/editions')
    await admin('PUT', '/api/articles/a', { ...first, dek: 'x', correction: 'The ferry stops on 1 February.' })
    for (const format of FORMATS) {
      const text = (await (await get(`/briefings/b/editions/1${format}`)).text()).replaceAll(/=\r\n|\s+/g, ' ')
      expect(text, format).toContain('The ferry stops on 1 February.')
    }
    await admin('DELETE', '/api/articles/b')
    expect(await items()).toMatchObject([
      { article: 'b', withdrawn: true },
      { article: 'a', copyOf: null },
    ])
    const page = await (await get('/briefings/b/editions/1')).text()
    expect(page).toContain('An article that stood here was withdrawn.')
    expect(page).toMatch(/<h3[^>]*><a[^>]*>A<\/a>/)
  })
})

describe('reports on one event that are not copies', () => {
  const own = { ...from('Own Paper'), ...report, headline: 'Own report' }

  test('are proposed and not joined, and become one story when an editor says so', async () => {
    await take(first)
    const { similar } = await take(own)
    expect(similar).toMatchObject([{ article: 'a', kind: 'same event' }])
    expect((await read('own-report')).story).toBeNull()
    const [proposal] = (await listed()).proposals
    expect(proposal).toMatchObject({ kind: 'same event', articles: [{ id: 'own-report' }, { id: 'a' }] })
    const accepted = await admin('POST', `/api/proposals/${proposal?.id}/accept`)
    expect(accepted.status).toBe(201)
    expect(Story.parse(await accepted.json()).articles.map(({ id, by }) => [id, by])).toEqual([
      ['a', 'editor'],
      ['own-report', 'editor'],
    ])
    expect((await listed()).proposals).toEqual([])
    expect((await read('a')).revision).toBe(1)
  })

  test('bring all of their stories together', async () => {
    await take(first, second)
    await take(own)
    const [proposal] = (await listed()).proposals
    await admin('POST', `/api/proposals/${proposal?.id}/accept`)
    expect((await listed()).stories.map(({ articles }) => articles.map(({ id }) => id))).toEqual([['a', 'b', 'own-report']])
    await put()
    expect(await shown()).toEqual(
      expect.arrayContaining([
        ['b', ['a']],
        ['own-report', []],
      ]),
    )
  })

  test('are not proposed again once they were dismissed', async () => {
    await take(first)
    await take(own)
    const [proposal] = (await listed()).proposals
    expect((await admin('POST', `/api/proposals/${proposal?.id}/dismiss`)).status).toBe(204)
    expect((await listed()).proposals).toEqual([])
    expect((await admin('POST', `/api/proposals/${proposal?.id}/accept`)).status).toBe(404)
    await take(own, first)
    expect((await listed()).proposals).toEqual([])
  })

  test('are not looked for beyond three days', async () => {
    await take(first)
    expect((await take({ ...own, publishedAt: '2026-02-20T08:00:00Z' })).similar).toEqual([])
  })
})

describe('/api/stories', () => {
  test('makes a story, names it, and refuses what is not there', async () => {
    await take(first)
    await take({ ...from('Own Paper'), ...report, headline: 'Own report' })
    const made = await admin('POST', '/api/stories', { story: 'skarv', articles: ['a', 'own-report'] })
    expect(made.status).toBe(201)
    expect((await admin('GET', '/api/stories/skarv')).status).toBe(200)
    expect((await admin('GET', '/api/stories/none-such')).status).toBe(404)
    const wrong = await admin('POST', '/api/stories', { articles: ['a', 'none-such'] })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('/articles/1')
    expect((await admin('POST', '/api/proposals/0/accept')).status).toBe(404)
    expect((await admin('POST', '/api/proposals/x/dismiss')).status).toBe(404)
  })

  test('asks which one where they are of several', async () => {
    await take({ ...first, story: 'one' }, { ...second, story: 'two' })
    expect((await admin('POST', '/api/stories', { articles: ['a', 'b'] })).status).toBe(422)
    expect((await admin('POST', '/api/stories', { story: 'two', articles: ['a', 'b'] })).status).toBe(200)
  })
})

describe('the look-ups', () => {
  test.each([
    ['copies', COPIES],
    ['reports on an event', EVENTS],
  ])('of %s go by an index of every table they read', async (_, sql) => {
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind('[]').all<{ detail: string }>()
    const details = plan.results.map(({ detail }) => detail)
    // What is scanned is what this look-up brought: lists bound as JSON, and what it has found so far.
    const scanned = details.filter((detail) => detail.startsWith('SCAN') && !detail.includes('VIRTUAL TABLE'))
    expect(scanned.filter((detail) => !/^SCAN (?:arriving|heard|met|timely|nearest|\(subquery-\d+\)|[rvtn])$/.test(detail))).toEqual([])
    expect(details.join('\n')).toMatch(/^SEARCH e USING PRIMARY KEY/m)
  })
})

async function hashOf(view: unknown): Promise<string> {
  const canonical = (v: unknown): string =>
    Array.isArray(v)
      ? `[${v.map(canonical).join(',')}]`
      : v !== null && typeof v === 'object'
        ? `{${Object.entries(v)
            .toSorted(([x], [y]) => (x < y ? -1 : 1))
            .map(([k, one]) => `${JSON.stringify(k)}:${canonical(one)}`)
            .join(',')}}`
        : JSON.stringify(v)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(view)))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
