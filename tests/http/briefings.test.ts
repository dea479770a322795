import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { Composition } from '../../src/core/composition.ts'
import { article } from '../articles.ts'
import { admin, get, problemOf, store } from '../worker.ts'

async function composed(slug: string): Promise<Composition> {
  return Composition.parse(await (await get(`/briefings/${slug}.json`)).json())
}

async function put(slug: string, recipe: object): Promise<Response> {
  return admin('PUT', `/api/briefings/${slug}`, { title: 'Energy', ...recipe })
}

function idsOf(composition: Composition): string[] {
  return composition.sections.flatMap((section) => section.stories.flatMap((story) => story.articles.map(({ id }) => id)))
}

describe('the recipe', () => {
  test('is created, replaced, listed and removed', async () => {
    expect((await put('energy', {})).status).toBe(201)
    expect((await put('energy', { title: 'Energy, again' })).status).toBe(200)
    expect(await (await admin('GET', '/api/briefings/energy')).json()).toMatchObject({
      slug: 'energy',
      title: 'Energy, again',
      select: { limit: 10 },
    })
    expect(await (await admin('GET', '/api/briefings')).json()).toMatchObject({ briefings: [{ slug: 'energy' }] })
    expect((await admin('DELETE', '/api/briefings/energy')).status).toBe(204)
    expect((await admin('DELETE', '/api/briefings/energy')).status).toBe(404)
    expect((await get('/briefings/energy')).status).toBe(404)
  })

  test.each([
    [{ title: '' }, '/title'],
    [{ title: 'x', timezone: 'Mars/Olympus' }, '/timezone'],
    [{ title: 'x', language: 'not a tag' }, '/language'],
    [{ title: 'x', select: { window: '1 day' } }, '/select/window'],
    [{ title: 'x', select: { limit: 0 } }, '/select/limit'],
    [{ title: 'x', select: { limit: 51 } }, '/select/limit'],
    [{ title: 'x', select: { topics: { any: ['UPPER'] } } }, '/select/topics/any/0'],
    [{ title: 'x', select: { order: 'random' } }, '/select/order'],
    [{ title: 'x', colour: 'red' }, '/colour'],
    [{ title: 'x', slug: 'other' }, '/slug'],
    [{ title: 'x', template: 'none-such' }, '/template'],
    [{ title: 'x', schedule: { cron: '* * * * * *' } }, '/schedule/cron'],
    [{ title: 'x', schedule: { cron: 'at seven' } }, '/schedule/cron'],
    [{ title: 'x', notes: { 'Not A Slug': 'x' } }, '/notes/Not A Slug'],
  ])('refuses %j, naming %s', async (recipe, pointer) => {
    const answer = await admin('PUT', '/api/briefings/b', recipe)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
    expect((await admin('GET', '/api/briefings/b')).status).toBe(404)
  })
})

describe('selection', () => {
  test('goes by topics: any, all, none', async () => {
    await store(article({ headline: 'A', topics: ['gas', 'ports'] }))
    await store(article({ headline: 'B', topics: ['gas'] }))
    await store(article({ headline: 'C', topics: ['wind'] }))
    const select = async (topics: object) => {
      await put('t', { select: { topics } })
      return idsOf(await composed('t')).toSorted()
    }
    expect(await select({})).toEqual(['a', 'b', 'c'])
    expect(await select({ any: ['gas', 'wind'] })).toEqual(['a', 'b', 'c'])
    expect(await select({ all: ['gas', 'ports'] })).toEqual(['a'])
    expect(await select({ any: ['gas'], none: ['ports'] })).toEqual(['b'])
    expect(await select({ any: ['unheard-of'] })).toEqual([])
  })

  test('goes by outlets, whatever their alias, anywhere in the chain', async () => {
    await store(article({ headline: 'A', attribution: [{ outlets: ['Coast Courier'] }, { outlets: ['The Associated Press'] }] }))
    await store(article({ headline: 'B', attribution: [{ outlets: ['Reuters'] }] }))
    await put('o', { select: { outlets: ['AP'] } })
    expect(idsOf(await composed('o'))).toEqual(['a'])
  })

  test('goes by a window of time', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await store(article({ headline: 'Fresh', publishedAt: hoursAgo(1) }))
    await store(article({ headline: 'Stale', publishedAt: hoursAgo(30) }))
    await put('w', { select: { window: 'P1D' } })
    expect(idsOf(await composed('w'))).toEqual(['fresh'])
    await put('w', { select: { window: 'P1DT12H' } })
    expect(idsOf(await composed('w'))).toEqual(['fresh', 'stale'])
  })

  test('follows articles that come, change and go after the recipe was made', async () => {
    await put('live', { select: { topics: { any: ['gas'] } } })
    const first = article({ headline: 'A', topics: ['gas'] })
    await store(first)
    expect(idsOf(await composed('live'))).toEqual(['a'])
    await admin('PUT', '/api/articles/a', { ...first, topics: ['wind'], minor: true })
    expect(idsOf(await composed('live'))).toEqual([])
    await admin('PUT', '/api/articles/a', { ...first, topics: ['gas'], minor: true })
    expect(idsOf(await composed('live'))).toEqual(['a'])
    await admin('DELETE', '/api/articles/a')
    expect(idsOf(await composed('live'))).toEqual([])
  })

  test('puts pinned articles first, leaves excluded ones out, and stops at the limit', async () => {
    for (const [headline, day] of [
      ['A', 1],
      ['B', 2],
      ['C', 3],
      ['D', 4],
    ]) {
      await store(article({ headline, publishedAt: `2026-03-0${day}T00:00:00Z` }))
    }
    await store(article({ headline: 'Elsewhere', topics: ['other'] }))
    await put('p', { select: { topics: { any: ['energy'] }, pinned: ['elsewhere', 'a', 'none-such'], excluded: ['d'], limit: 3 } })
    expect(idsOf(await composed('p'))).toEqual(['elsewhere', 'a', 'c'])
  })

  test('orders by independent origins, and counts them within a story', async () => {
    const from = (...outlets: string[]) => ({
      attribution: [{ outlets: ['Local Daily'] }, { outlets }],
      story: 'plant',
      publishedAt: '2026-01-01T00:00:00Z',
    })
    await store(article({ headline: 'Newest alone', publishedAt: '2026-04-01T00:00:00Z' }))
    await store(article({ headline: 'One', ...from('Reuters') }))
    await store(article({ headline: 'Two', ...from('Thomson Reuters') }))
    await store(article({ headline: 'Three', ...from('Associated Press') }))
    await store(article({ headline: 'Four', story: 'plant', attribution: [], publishedAt: '2026-01-02T00:00:00Z' }))
    await put('o', { select: { order: 'origins' } })
    const [section] = (await composed('o')).sections
    expect(section?.stories.map(({ story, articles }) => [story, articles.length])).toEqual([
      ['plant', 4],
      [null, 1],
    ])
    expect(section?.stories[0]?.origins).toMatchObject({ reports: 4, unknown: 1 })
    expect(section?.stories[0]?.origins.outlets.toSorted()).toEqual(['Associated Press', 'Reuters'])
  })

  test('sorts articles under sections, the rest under none, and carries notes', async () => {
    await store(article({ headline: 'A', topics: ['gas'] }))
    await store(article({ headline: 'B', topics: ['wind'] }))
    await store(article({ headline: 'C', topics: ['law'] }))
    await put('s', {
      sections: [
        { title: 'Air', topics: ['wind'] },
        { title: 'Empty', topics: ['sea'] },
        { title: 'Gas', topics: ['gas'] },
      ],
      notes: { a: 'Read this.' },
    })
    const composition = await composed('s')
    expect(composition.sections.map(({ title }) => title)).toEqual(['Air', 'Gas', null])
    expect(composition.sections[1]?.stories[0]?.articles[0]?.note).toBe('Read this.')
  })

  test('says since when it is empty', async () => {
    await put('e', { select: { topics: { any: ['gas'] }, window: 'P1D' } })
    expect((await composed('e')).emptySince).not.toBeNull()
    await store(article({ topics: ['gas'], publishedAt: '2026-01-05T00:00:00Z' }))
    const composition = await composed('e')
    expect(composition.sections).toEqual([])
    expect(composition.emptySince).toBe('2026-01-06T00:00:00Z')
    expect(await (await get('/briefings/e')).text()).toContain('January 6, 2026')
  })

  test('tells nothing of an embargoed article, and never of a day to come', async () => {
    await put('leak', { select: { topics: { any: ['gas'] } } })
    const { emptySince } = await composed('leak')
    await store(article({ topics: ['gas'], publishedAt: '2027-05-05T12:34:56Z', embargoUntil: '2099-01-01T00:00:00Z' }))
    expect((await composed('leak')).emptySince).toBe(emptySince)
  })

  test('does not let an article from the future lead for ever', async () => {
    await store(article({ headline: 'Future', publishedAt: '9999-12-31T23:59:59Z' }))
    await store(article({ headline: 'Newer', publishedAt: null }))
    await put('f', {})
    expect(idsOf(await composed('f')).toSorted()).toEqual(['future', 'newer'])
    const { results } = await env.DB.prepare('SELECT listed_at FROM articles').all<{ listed_at: string }>()
    expect(results.every(({ listed_at: listed }) => listed < '9999')).toBe(true)
  })

  test('shows a pinned article once, and an excluded one not at all', async () => {
    await store(article({ headline: 'A' }))
    await store(article({ headline: 'B' }))
    await put('p', { select: { pinned: ['a', 'a', 'b'], excluded: ['b'] } })
    expect(idsOf(await composed('p'))).toEqual(['a'])
  })

  test('names the day in the briefing’s own zone', async () => {
    await put('z', { timezone: 'Pacific/Kiritimati' })
    await put('y', { timezone: 'Pacific/Pago_Pago' })
    const day = (zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date())
    expect((await composed('z')).day).toBe(day('Pacific/Kiritimati'))
    expect((await composed('y')).day).toBe(day('Pacific/Pago_Pago'))
  })
})

describe('what is not for everyone', () => {
  test('keeps a private briefing, a private article and an embargoed one from readers without the token', async () => {
    await store(article({ headline: 'Hidden', visibility: 'private' }))
    await store(article({ headline: 'Later', embargoUntil: new Date(Date.now() + 3_600_000).toISOString() }))
    await store(article({ headline: 'Over', embargoUntil: '2026-01-01T00:00:00Z' }))
    await put('secret', { visibility: 'private' })
    await put('open', { select: { pinned: ['hidden', 'later'] } })
    const missing = await get('/articles/none-such')
    for (const path of ['/articles/hidden', '/articles/later', '/briefings/secret', '/articles/hidden.json']) {
      const answer = await get(path)
      expect(answer.status, path).toBe(404)
      expect(await answer.text()).toBe(await missing.clone().text())
      expect([...answer.headers]).toEqual([...(await get(path.replace(/\w+(\.json)?$/, 'none-such$1'))).headers])
    }
    expect(idsOf(await composed('open'))).toEqual(['over'])
    const seen = await admin('GET', '/articles/later.json')
    expect(seen.status).toBe(200)
    expect(seen.headers.get('Cache-Control')).toBe('no-store')
    expect(seen.headers.get('Cache-Tag')).toBeNull()
    expect(await (await admin('GET', '/briefings/secret.json')).text()).toContain('Hidden')
  })

  test('lists only public briefings on the front page, and asks search engines to leave unlisted ones out', async () => {
    await put('shown', { title: 'Shown to all' })
    await put('quiet', { title: 'Quietly there', visibility: 'unlisted' })
    await put('secret', { title: 'Secretly there', visibility: 'private' })
    const home = await (await get('/')).text()
    expect(home).toContain('Shown to all')
    expect(home).not.toContain('/editions/')
    await admin('POST', '/api/briefings/shown/editions')
    expect(await (await get('/')).text()).toContain('https://brief.example/briefings/shown/editions/1')
    expect(home).not.toContain('Quietly there')
    expect(home).not.toContain('Secretly there')
    expect(await (await get('/briefings/quiet')).text()).toMatch(/<meta name="robots" content="noindex/)
  })

  test('shows a body to nobody but the admin', async () => {
    await store(
      article({
        body: ['Plant one feeds homes.', 'Nobody may see this sentence.'],
        points: [{ text: 'Plant one feeds homes.' }],
        quotes: [],
      }),
    )
    await put('b', {})
    for (const suffix of ['', '.md', '.txt', '.json', '.eml']) {
      expect(await (await get(`/briefings/b${suffix}`)).text(), suffix).not.toContain('Nobody may see this sentence')
    }
  })
})
