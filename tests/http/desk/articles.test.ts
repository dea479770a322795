import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Article } from '../../../src/core/article.ts'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { filled, formOn } from '../../form.ts'
import { admin, ORIGIN, store } from '../../worker.ts'

async function stored(id: string): Promise<Article> {
  return Article.parse(await (await admin('GET', `/api/articles/${id}`)).json())
}

const FROM_HERE = { Origin: ORIGIN }
const QUOTE = 'We waited nine years for this morning'

describe('the list', () => {
  test('teaches while it is empty', async () => {
    expect(await (await (await editor()).get('/desk/articles')).text()).toContain('There is no article yet.')
  })

  test('shows each article with its chain, topics, story and visibility', async () => {
    await store(article({ headline: 'Mill & <wheel> turn', story: 'old-mill', visibility: 'private' }))
    const page = await (await (await editor()).get('/desk/articles')).text()
    expect(page).toContain('Mill &amp; &lt;wheel&gt; turn')
    expect(page).toContain('Coast Courier, from Reuters (interview)')
    expect(page).toContain('href="/desk/articles?topic=energy"')
    expect(page).toContain('href="/desk/stories/old-mill"')
    expect(page).toContain('<b class="flag">private</b>')
    expect(page).toContain('datetime="2026-03-01T08:00:00Z"')
  })

  test('finds by words of the body, topic and day, and keeps what was asked for', async () => {
    await store(article({ headline: 'One', body: ['A herring came ashore.'], points: [], quotes: [], topics: ['fish'] }))
    await store(article({ headline: 'Two', body: ['A whale came ashore.'], points: [], quotes: [], publishedAt: '2026-03-05T08:00:00Z' }))
    const browser = await editor()
    const titles = async (query: string) =>
      Array.from((await (await browser.get(`/desk/articles?${query}`)).text()).matchAll(/<h2><a [^>]*><bdi>([^<]*)/g), ([, text]) => text)
    expect(await titles('q=herring+ashore')).toEqual(['One'])
    expect(await titles('q=ashore')).toEqual(['Two', 'One'])
    expect(await titles('topic=fish')).toEqual(['One'])
    expect(await titles('since=2026-03-02')).toEqual(['Two'])
    expect(await titles('until=2026-03-01')).toEqual(['One'])
    expect(await titles('q=herring&since=2026-03-02')).toEqual([])
    const page = await (await browser.get('/desk/articles?q=nothing+%22%3Cb%3E&topic=fish')).text()
    expect(page).toContain('value="nothing &quot;&lt;b&gt;"')
    expect(page).toContain('<option value="fish" selected>')
    expect(page).toContain('No article has all of that.')
  })

  test('says what is wrong with a question', async () => {
    const browser = await editor()
    for (const query of ['q=%2B%2B', 'since=tomorrow', 'until=2026-02-30']) {
      const answer = await browser.get(`/desk/articles?${query}`)
      expect([query, answer.status]).toEqual([query, 422])
      expect(await answer.text()).toContain('aria-invalid="true"')
    }
  })

  test('goes on page by page', async () => {
    for (let from = 0; from < 30; from += 30) {
      const all = Array.from({ length: 30 }, (_, index) =>
        article({ headline: `Item ${index}`, publishedAt: `2026-03-01T08:${String(index).padStart(2, '0')}:00Z` }),
      )
      await admin('POST', '/api/articles', all)
    }
    const browser = await editor()
    const first = await (await browser.get('/desk/articles?topic=energy')).text()
    expect(first).toContain('Item 29<')
    expect(first).not.toContain('Item 4<')
    const next = /class="button second" href="([^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('topic=energy')
    const second = await (await browser.get(next)).text()
    expect(second).toContain('Item 4<')
    expect(second).not.toContain('Item 29<')
  })
})

describe('the editor', () => {
  test('shows the article beside its body, each point and quotation where it stands', async () => {
    const { id } = await store(article({ points: [{ text: 'Not in the body at all.' }, { text: QUOTE }] }))
    const page = await (await (await editor()).get(`/desk/articles/${id}`)).text()
    expect(page).toContain('The editor’s own words.')
    expect(page).toContain('To the letter, in paragraph 2.')
    expect(page).toContain('<a href="#body-quote-0">')
    expect(page).toContain('id="body-quote-0" href="#quote-0"')
    // The point is the quotation: one stretch that belongs to both.
    expect(page).toContain(`<mark class="point quote" data-of="point-1 quote-0">${QUOTE}</mark>`)
  })

  test('marks what overlaps as stretches of their own', async () => {
    const body = ['One two three four five six seven eight.']
    const points = [{ text: 'One two three four' }, { text: 'three four five six' }]
    const { id } = await store(article({ body, points, quotes: [] }))
    const page = await (await (await editor()).get(`/desk/articles/${id}`)).text()
    const marks = Array.from(page.matchAll(/<mark class="[^"]*" data-of="([^"]*)">([^<]*)<\/mark>/g), ([, of, words]) => [of, words])
    expect(marks).toEqual([
      ['point-0', 'One two '],
      ['point-0 point-1', 'three four'],
      ['point-1', ' five six'],
    ])
    expect(page.match(/id="body-point-[01]"/g)).toEqual(['id="body-point-0"', 'id="body-point-1"'])
  })

  test('saves what was changed, as a correction or as minor, and says who did', async () => {
    const { id } = await store(article())
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    const saved = await browser.postRaw(
      path,
      filled(page, path, { act: 'save', 'person-role-0': 'deputy mayor', change: 'correction', correction: 'Her office was wrong.' }),
      FROM_HERE,
    )
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, `${path}?done=saved`])
    const now = await stored(id)
    expect(now).toMatchObject({ revision: 2, people: [{ name: 'Marta Oduya', role: 'deputy mayor' }] })
    expect(now.corrections.map(({ note }) => note)).toEqual(['Her office was wrong.'])
    const { revisions } = z
      .object({ revisions: z.array(z.object({ actor: z.string().nullable() })) })
      .parse(await (await admin('GET', `/api/articles/${id}/revisions`)).json())
    expect(revisions[0]?.actor).toBe('admin')
  })

  test('sends every field back as it came, so that saving an untouched form changes nothing', async () => {
    const { id } = await store(
      article({
        dek: 'In short: “so”.',
        url: 'https://coast.example/a?b=1&c=2',
        embargoUntil: '2026-03-02T08:00:30Z',
        attribution: [{ outlets: ['Example, Inc.', 'Reuters'], url: 'https://coast.example/x', form: null }],
        story: 'plant',
        byline: ['Ines Falk', 'Otto Lind'],
        organisations: ['A', 'B & C'],
      }),
    )
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    const answer = await browser.postRaw(path, filled(page, path, { act: 'save' }), FROM_HERE)
    expect(answer.headers.get('Location')).toBe(`${path}?done=unchanged`)
    expect((await stored(id)).revision).toBe(1)
  })

  test('without a kind of change nothing is saved, and nothing typed is lost', async () => {
    const { id } = await store(article())
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    const answer = await browser.postRaw(path, filled(page, path, { act: 'save', dek: 'A <new> dek' }), FROM_HERE)
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain('choose whether readers are told of it')
    expect(formOn(again, path).get('dek')).toBe('A <new> dek')
    expect(again).toContain('data-guard="unsaved"')
    expect((await stored(id)).revision).toBe(1)
  })

  test('a quotation that does not stand in the body is refused, with the nearest text', async () => {
    const { id } = await store(article())
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    const answer = await browser.postRaw(
      path,
      filled(page, path, { act: 'save', change: 'minor', 'quote-0': 'We waited ten years for this morning' }),
      FROM_HERE,
    )
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain('This does not stand in the body to the letter. The nearest text, in paragraph 2: “We waited nine years')
    expect(again).toContain('<a href="#quote-0">')
    expect(formOn(again, path).get('quote-0')).toBe('We waited ten years for this morning')
  })

  test('every mistake has its field', async () => {
    const { id } = await store(article())
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    const answer = await browser.postRaw(
      path,
      filled(page, path, {
        act: 'save',
        change: 'correction',
        correction: '',
        headline: '',
        language: 'no such language',
        url: 'ftp://x',
        publishedAt: 'yesterday',
        topics: 'Not A Slug!',
        story: 'Neither this',
        'person-0': '',
        'step-url-0': 'nowhere',
        'point-0': 'x'.repeat(1001),
        body: '',
        visibility: 'secret',
      }),
      FROM_HERE,
    )
    expect(answer.status).toBe(422)
    const linked = Array.from((await answer.text()).matchAll(/<li><a href="#([^"]+)">/g), ([, name]) => name)
    // Without a body no quotation stands in it either.
    expect(new Set(linked)).toEqual(
      new Set([
        'correction',
        'quote-0',
        'headline',
        'language',
        'url',
        'publishedAt',
        'topics',
        'story',
        'person-0',
        'step-url-0',
        'point-0',
        'body',
        'visibility',
      ]),
    )
  })

  test('rows are moved, dropped and added by buttons, and the rest of the form stays as it was typed', async () => {
    const { id } = await store(article({ points: [{ text: 'A' }, { text: 'B' }, { text: 'C' }] }))
    const browser = await editor()
    const path = `/desk/articles/${id}`
    let page = await (await browser.get(path)).text()
    const press = async (act: string) => {
      const answer = await browser.postRaw(path, filled(page, path, { act, headline: 'Typed, not saved' }), {
        Origin: 'https://brief.example',
      })
      expect(answer.status).toBe(200)
      page = await answer.text()
      const fields = formOn(page, path)
      expect(fields.get('headline')).toBe('Typed, not saved')
      return Array.from({ length: 6 }, (_, at) => fields.get(`point-${at}`)).filter((text) => text !== undefined)
    }
    expect(await press('point-down-0')).toEqual(['B', 'A', 'C'])
    expect(page).toMatch(/id="point-down-1"[^>]* autofocus/)
    expect(await press('point-up-2')).toEqual(['B', 'C', 'A'])
    expect(await press('point-drop-1')).toEqual(['B', 'A'])
    expect(await press('point-add')).toEqual(['B', 'A', ''])
    expect(page).toMatch(/id="point-2"[^>]* autofocus/)
    expect(await press('point-up-0')).toEqual(['B', 'A', ''])
    expect(await press('point-drop-7')).toEqual(['B', 'A', ''])
    await browser.postRaw(path, filled(page, path, { act: 'save', change: 'minor' }), FROM_HERE)
    expect(await stored(id)).toMatchObject({ headline: 'Typed, not saved', points: [{ text: 'B' }, { text: 'A' }] })
  })

  test('the quote lock answers while something is typed', async () => {
    const browser = await editor()
    const ask = async (kind: string, text: string) => {
      const body = 'Plant 3 feeds homes.\n\n“We waited nine years,” she said.'
      return (await browser.post('/desk/articles/new/check', { kind, text, body }, '/desk/articles/new')).json()
    }
    expect(await ask('quote', 'We waited nine years')).toMatchObject({ stands: true, paragraph: 2 })
    expect(await ask('quote', 'We waited ten years')).toMatchObject({
      stands: false,
      detail: expect.stringContaining('nine years,” she said.”'),
    })
    expect(await ask('point', 'Plant 3 feeds homes.')).toMatchObject({ stands: true, paragraph: 1 })
    expect(await ask('point', 'Homes are fed.')).toMatchObject({ stands: false, detail: expect.stringContaining('own words') })
    expect(await ask('quote', ' ')).toMatchObject({ stands: true, paragraph: null })
  })

  test('a script in any field is text', async () => {
    const bad = '</textarea><script>alert(1)</script>"\'&'
    const { id } = await store(
      article({
        headline: bad,
        dek: bad,
        body: [bad],
        points: [{ text: bad }],
        quotes: [],
        people: [{ name: bad, role: bad }],
        organisations: [bad],
        places: [bad],
        byline: [bad],
        attribution: [{ outlets: [bad] }],
      }),
    )
    const browser = await editor()
    for (const path of ['', `/${id}`, `/${id}/revisions`, `/${id}/appearances`, `/${id}/erase`]) {
      const page = await (await browser.get(`/desk/articles${path}`)).text()
      expect(page).toContain('&lt;script&gt;alert(1)')
      expect(page).not.toContain('<script>')
    }
    const page = await (await browser.get(`/desk/articles/${id}`)).text()
    expect(formOn(page, `/desk/articles/${id}`).get('point-0')).toBe(bad)
  })

  test('an article from right to left says so of each of its texts', async () => {
    const { id } = await store(
      article({ headline: 'افتتاح محطة', language: 'ar', body: ['تغذي المحطة أربعة آلاف منزل.'], points: [], quotes: [] }),
    )
    const page = await (await (await editor()).get(`/desk/articles/${id}`)).text()
    expect(page).toContain('id="evidence" lang="ar"')
    expect(page).toContain('<li dir="auto">تغذي المحطة')
    expect(page).toContain('<h1><bdi>افتتاح محطة</bdi></h1>')
  })

  test('a body of 2,000 paragraphs is shown and saved', async () => {
    const body = Array.from({ length: 2000 }, (_, index) => `Paragraph ${index} of a long report that nobody shortened.`)
    const { id } = await store(article({ body, points: [{ text: 'Paragraph 1999 of a long report' }], quotes: [] }))
    const browser = await editor()
    const path = `/desk/articles/${id}`
    const page = await (await browser.get(path)).text()
    expect(page).toContain('To the letter, in paragraph 2000.')
    const answer = await browser.postRaw(path, filled(page, path, { act: 'save', change: 'minor', dek: 'Long' }), {
      Origin: 'https://brief.example',
    })
    expect(answer.status).toBe(303)
    expect((await stored(id)).body).toEqual(body)
  })

  test('whoever may only read sees all of it and changes nothing', async () => {
    const { id } = await store(article())
    const made = await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })
    const { token } = z.object({ token: z.string() }).parse(await made.json())
    const browser = new Browser()
    await browser.login(token)
    const page = await (await browser.get(`/desk/articles/${id}`)).text()
    expect(page).toContain(QUOTE)
    expect(page).not.toMatch(/<button[^>]*name="act"/)
    expect(page).not.toContain('/erase"')
    const path = `/desk/articles/${id}`
    expect((await browser.post(path, filled(page, path, { act: 'save', change: 'minor', dek: 'x' }), path)).status).toBe(403)
    expect((await browser.get('/desk/articles/new')).status).toBe(403)
    expect((await browser.post(`${path}/erase`, {}, path)).status).toBe(403)
    expect((await browser.get('/desk/articles/no-such-article')).status).toBe(404)
  })
})

describe('erasing', () => {
  test('asks first, says who carries it, and is for good', async () => {
    const { id } = await store(article())
    await admin('POST', '/api/shares', { of: `/articles/${id}`, expiresIn: 'P1D', label: 'For Ada' })
    const browser = await editor()
    const asked = await (await browser.get(`/desk/articles/${id}/erase`)).text()
    expect(asked).toContain('0 editions and 1 share')
    const appears = await (await browser.get(`/desk/articles/${id}/appearances`)).text()
    expect(appears).toContain('For Ada')
    const erased = await browser.post(`/desk/articles/${id}/erase`, {}, `/desk/articles/${id}/erase`)
    expect(erased.headers.get('Location')).toBe('/desk/articles?done=article-erased')
    expect((await admin('GET', `/api/articles/${id}`)).status).toBe(404)
    expect((await browser.get(`/desk/articles/${id}`)).status).toBe(404)
    expect((await browser.get(`/desk/articles/${id}/appearances`)).status).toBe(200)
  })
})
