import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Proposal, Story } from '../../../src/core/story.ts'
import { REPORTS } from '../../fixtures/similar/reports.ts'
import { WIRES } from '../../fixtures/similar/wires.ts'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { admin, store } from '../../worker.ts'

const LIST = '/desk/stories'
const Listed = z.object({ stories: z.array(Story), proposals: z.array(Proposal) })

const wire = WIRES['ferry'] ?? { headline: '', body: [] }
const [report = wire] = REPORTS['ferry'] ?? []
const reuters = { outlets: ['Reuters'], url: null, form: 'report' }

/** An article of an outlet that cites Reuters, and says nothing of a story unless it is told to. */
function from(outlet: string, fields: object = {}): Record<string, unknown> {
  const { story: _, ...said } = article({
    ...wire,
    headline: outlet,
    attribution: [{ outlets: [outlet], url: null, form: 'report' }, reuters],
    topics: ['ferry'],
    points: [],
    quotes: [],
    people: [],
    organisations: [],
    places: [],
    ...fields,
  })
  return { ...said, ...fields }
}

async function text(browser: Browser, path = LIST): Promise<string> {
  return (await browser.get(path)).text()
}

async function listed(): Promise<z.infer<typeof Listed>> {
  return Listed.parse(await (await admin('GET', '/api/stories')).json())
}

/** Two articles that an editor is asked about; gives the proposal's number. */
async function asked(more: object = {}): Promise<number> {
  await store(from('Daily <Post>', more))
  await store(from('Coast Courier', { ...report, headline: 'Coast Courier' }))
  return (await listed()).proposals[0]?.id ?? 0
}

async function reader(): Promise<Browser> {
  const { token } = await (await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })).json<{ token: string }>()
  const browser = new Browser()
  await browser.login(token)
  return browser
}

test('where there is no story the page teaches what one is', async () => {
  const page = await text(await editor())
  expect(page).toContain('No article is of a story yet.')
  expect(page).toContain('An origin is who had it first')
  expect(page).not.toContain('You are asked')
})

describe('a proposal', () => {
  test('shows both articles side by side, why it is made, and what a yes does', async () => {
    await asked({ story: 'skarv' })
    const page = await text(await editor())
    expect(page).toContain('One event?')
    expect(page).toMatch(/(?:Possibly|Likely|Very likely) one event: .*\d+\u{a0}% of the telling words/u)
    expect(page).toContain('<a href="/desk/articles/daily-post"><bdi>Daily &lt;Post&gt;</bdi></a>')
    expect(page).toContain('<bdi>Coast Courier, from Reuters</bdi>')
    expect(page).toContain('<time datetime="2026-03-01T08:00:00Z">')
    expect(page).toContain('A yes puts both into skarv.')
    expect(await text(await editor(), '/desk')).toContain('Two articles may be one story')
  })

  test('makes one story of both when it is accepted', async () => {
    const id = await asked()
    const browser = await editor()
    const answer = await browser.post(`${LIST}/proposals/${id}/accept`, {}, LIST)
    expect(answer.headers.get('Location')).toBe(`${LIST}?done=story-joined`)
    const { stories, proposals } = await listed()
    expect(stories.map(({ articles }) => articles.map(({ id: one, by }) => [one, by]))).toEqual([
      [
        ['daily-post', 'editor'],
        ['coast-courier', 'editor'],
      ],
    ])
    expect(proposals).toEqual([])
    const page = await text(browser)
    expect(page).toContain('2 articles, 1 origin: Reuters')
    expect(page).toContain('placed by an editor')
    expect(page).not.toContain('You are asked')
  })

  test('is not made again once it is dismissed', async () => {
    const id = await asked()
    const browser = await editor()
    const answer = await browser.post(`${LIST}/proposals/${id}/dismiss`, {}, LIST)
    expect(answer.headers.get('Location')).toBe(`${LIST}?done=proposal-dismissed`)
    expect(await text(browser)).not.toContain('You are asked')
    expect((await listed()).stories).toEqual([])
    expect(await text(browser, '/desk')).not.toContain('may be one story')
  })

  test('that somebody has answered, or never was, is said to be gone', async () => {
    const id = await asked()
    const browser = await editor()
    await browser.post(`${LIST}/proposals/${id}/dismiss`, {}, LIST)
    for (const gone of [id, 0, 'x']) {
      const answer = await browser.post(`${LIST}/proposals/${gone}/accept`, {}, LIST)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('There is no such proposal, or somebody has answered it.')
    }
  })
})

describe('a story', () => {
  test('has copies under the one that briefings show, and says who has joined each', async () => {
    await store(from('Daily Post'))
    await store(from('Reuters', { attribution: [reuters], body: wire.body.slice(0, 5) }))
    await store(from('Other', { headline: 'Another report', body: ['Something else altogether.'], story: 'else' }))
    const copies = (await listed()).stories.find(({ story }) => story !== 'else')
    const page = await text(await editor(), `${LIST}/${copies?.story}`)
    const [shown = -1, under = -1, copy = -1] = ['/desk/articles/reuters"', 'aria-label="Copies of it"', '/desk/articles/daily-post"'].map(
      (part) => page.indexOf(part),
    )
    expect([shown > 0, shown < under, under < copy]).toEqual([true, true, true])
    expect(page.match(/joined by Wirebrief, as a copy/g)).toHaveLength(2)
    expect(await text(await editor())).toContain('placed by its sender')
  })

  test('lets one out for good, and is gone with its last', async () => {
    await store(from('A', { story: 'skarv' }))
    await store(from('B', { story: 'skarv', body: ['Something else altogether.'] }))
    const browser = await editor()
    const path = `${LIST}/skarv`
    const out = await browser.post(`${path}/articles/a/out`, {}, path)
    expect(out.headers.get('Location')).toBe(`${path}?done=story-left`)
    expect(await env.DB.prepare(`SELECT story, story_by FROM articles WHERE id = 'a'`).first()).toEqual({ story: null, story_by: 'editor' })
    expect((await browser.post(`${path}/articles/a/out`, {}, path)).status).toBe(404)
    const last = await browser.post(`${path}/articles/b/out`, {}, path)
    expect(last.headers.get('Location')).toBe(`${LIST}?done=story-left`)
    expect((await browser.get(path)).status).toBe(404)
  })

  test('of many texts has some in the list and all on its own page; older stories are a page away', async () => {
    for (let count = 1; count <= 12; count += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await admin('POST', '/api/articles', [
        from(`Long ${count}`, { story: 'long', body: [`Long text number ${count}.`] }),
        from(`Short ${count}`, { story: `short-${count}`, body: [`Short text number ${count}.`] }),
      ])
    }
    const browser = await editor()
    const first = await text(browser)
    expect(first).toContain('<a href="/desk/stories/long">4 more of long</a>')
    expect(first).toContain('href="/desk/stories?from=10"')
    expect(await text(browser, `${LIST}/long`)).not.toContain('more of long')
    const older = await text(browser, `${LIST}?from=10`)
    expect(older).toContain('/desk/stories/short-1"')
    expect(older).toContain('href="/desk/stories">Newest')
  })
})

describe('articles that are joined by hand', () => {
  test('are looked for, ticked, kept over the next search, and made one story', async () => {
    await store(from('Lighthouse', { body: ['A lighthouse.'] }))
    await store(from('Breakwater', { body: ['A breakwater.'] }))
    const browser = await editor()
    const found = await (await browser.post(LIST, { q: 'lighthouse', act: 'search' }, LIST)).text()
    expect(found).toContain('name="pick" value="lighthouse">')
    const kept = await (
      await browser.post(
        LIST,
        [
          ['q', 'breakwater'],
          ['pick', 'lighthouse'],
          ['story', 'Not a name'],
          ['act', 'search'],
        ],
        LIST,
      )
    ).text()
    expect(kept).toContain('name="pick" value="lighthouse" checked>')
    expect(kept).toContain('name="pick" value="breakwater">')
    expect(kept).toContain('value="Not a name"')

    const both: [string, string][] = [
      ['q', 'breakwater'],
      ['pick', 'lighthouse'],
      ['pick', 'breakwater'],
      ['act', 'join'],
    ]
    const wrong = await browser.post(LIST, [...both, ['story', 'Not a name']], LIST)
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('Nothing was joined yet.')
    expect(again).toContain('<a href="#story">')
    expect(again.match(/name="pick" value="[a-z]+" checked>/g)).toHaveLength(2)
    expect(again).toContain('value="Not a name"')

    const joined = await browser.post(LIST, [...both, ['story', 'coast']], LIST)
    expect(joined.headers.get('Location')).toBe(`${LIST}/coast?done=story-joined`)
    expect((await listed()).stories).toMatchObject([{ story: 'coast', articles: [{ id: 'lighthouse' }, { id: 'breakwater' }] }])
  })

  test('of several stories want one of them named', async () => {
    await store(from('A', { story: 'one', body: ['One.'] }))
    await store(from('B', { story: 'two', body: ['Two.'] }))
    const browser = await editor()
    const answer = await browser.post(
      LIST,
      [
        ['pick', 'a'],
        ['pick', 'b'],
        ['act', 'join'],
      ],
      LIST,
    )
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('they are of several stories: say which one it is to be')
    const nothing = await browser.post(LIST, { act: 'join' }, LIST)
    expect(nothing.status).toBe(422)
    expect(await nothing.text()).toContain('names at least one article')
  })

  test('are put into the story whose page it is, and into none that is gone', async () => {
    await store(from('A', { story: 'one', body: ['One.'] }))
    await store(from('B', { story: null, body: ['Two.'] }))
    const browser = await editor()
    const path = `${LIST}/one`
    const found = await (await browser.post(path, { q: 'two one', act: 'search' }, path)).text()
    expect(found).toContain('No other article has all of these words.')
    const empty = await (await browser.post(path, { q: ' ', act: 'search' }, path)).text()
    expect(empty).toContain('needs a word to look for')
    const joined = await browser.post(path, { pick: 'b', act: 'join' }, path)
    expect(joined.headers.get('Location')).toBe(`${path}?done=story-joined`)
    expect((await listed()).stories[0]?.articles.map(({ id }) => id)).toEqual(['a', 'b'])
    expect((await browser.post(`${LIST}/gone`, { pick: 'b', act: 'join' }, LIST)).status).toBe(404)
  })
})

test('who may only read sees all of it and can change nothing', async () => {
  const id = await asked()
  await store(from('C', { story: 'one', body: ['One.'] }))
  const browser = await reader()
  const page = await text(browser)
  expect(page).toContain('One event?')
  expect(page).not.toContain('<form method="post" action="/desk/stories')
  const before = await listed()
  for (const path of [
    `${LIST}/proposals/${id}/accept`,
    `${LIST}/proposals/${id}/dismiss`,
    `${LIST}/one/articles/c/out`,
    LIST,
    `${LIST}/one`,
  ])
    // oxlint-disable-next-line no-await-in-loop
    expect((await browser.post(path, { act: 'join', pick: 'c' }, LIST)).status).toBe(403)
  expect(await listed()).toEqual(before)
})
