import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../../articles.ts'
import { editor, type Browser } from '../../desk.ts'
import { ITEMS, rss, rssItem } from '../../feeds.ts'
import { filled, formOn } from '../../form.ts'
import { HEADLINE, page as pageOf } from '../../pages.ts'
import { ofType, ownSite } from '../../site.ts'
import { admin, ORIGIN, store } from '../../worker.ts'

const NEW = '/desk/articles/new'
const DRAFT = '/desk/articles/new/draft'
const CHOSEN = '/desk/articles/new/chosen'
const FROM_HERE = { Origin: ORIGIN }

async function headlines(): Promise<string[]> {
  const answer = await admin('GET', '/api/articles')
  const { articles } = z.object({ articles: z.array(z.object({ headline: z.string() })) }).parse(await answer.json())
  return articles.map(({ headline }) => headline)
}

async function bring(browser: Browser, fields: Readonly<Record<string, string | File>>): Promise<{ status: number; page: string }> {
  const answer = await browser.post(NEW, fields, NEW)
  return { status: answer.status, page: await answer.text() }
}

async function token(browser: Browser): Promise<string> {
  return formOn(await (await browser.get(NEW)).text(), NEW).get('form-token') ?? ''
}

const TEXT =
  'Harbour bridge reopens\n\nThe bridge reopened on Monday after repairs.\n\n“It held all night and nobody in the harbour heard a thing,” said Ana Kole, the engineer.'

const FEED = rss(
  ITEMS.map(({ headline, link, paragraphs }) =>
    rssItem({ title: headline, link, guid: link, 'content:encoded': `<![CDATA[${paragraphs.map((text) => `<p>${text}</p>`).join('')}]]>` }),
  ).join(''),
)

describe('a pasted text', () => {
  test('is shown as a draft, changed, and stored', async () => {
    const browser = await editor()
    const { status, page } = await bring(browser, { text: TEXT, url: 'https://quay.example/bridge', topics: 'bridges, harbour' })
    expect(status).toBe(200)
    expect(await headlines()).toEqual([])
    const draft = formOn(page, DRAFT)
    expect(draft.get('headline')).toBe('Harbour bridge reopens')
    expect(draft.get('quote-0')).toBe('It held all night and nobody in the harbour heard a thing')
    expect(draft.get('quote-speaker-0')).toBe('Ana Kole')
    expect(draft.get('url')).toBe('https://quay.example/bridge')
    expect(draft.get('topics')).toBe('bridges, harbour')
    expect(page).toContain('id="body-quote-0"')
    const saved = await browser.postRaw(DRAFT, filled(page, DRAFT, { act: 'save', dek: 'A dek' }), FROM_HERE)
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, '/desk/articles/harbour-bridge-reopens?done=article-stored'])
    expect(await (await admin('GET', '/api/articles/harbour-bridge-reopens')).json()).toMatchObject({ dek: 'A dek', revision: 1 })
  })

  test('that looks like a page is taken for one', async () => {
    const { page } = await bring(await editor(), { text: pageOf() })
    expect(formOn(page, DRAFT).get('headline')).toBe(HEADLINE)
    expect(formOn(page, DRAFT).get('body')).not.toContain('All rights reserved')
  })

  test('that is JSON or Markdown is taken for that', async () => {
    const browser = await editor()
    const json = await bring(browser, { text: JSON.stringify(article({ headline: 'From JSON' })) })
    expect(formOn(json.page, DRAFT).get('headline')).toBe('From JSON')
    const markdown = await bring(browser, { text: '# From *Markdown*\n\nA paragraph with a [link](https://a.example).' })
    expect(formOn(markdown.page, DRAFT).get('headline')).toBe('From Markdown')
  })

  test.each([
    ['nothing at all', {}, 'paste a text, name a link, or choose a file', 'text'],
    ['white space', { text: ' \n ' }, 'paste a text, name a link, or choose a file', 'text'],
    ['a headline alone', { text: 'Harbour bridge reopens' }, 'no text under it', 'text'],
    ['a link that is none', { text: TEXT, url: 'harbour' }, 'must be an http or https address', 'url'],
    ['topics that are none', { text: TEXT, topics: 'Bad Topic!' }, 'must be lower-case letters', 'topics'],
    ['more than 1 MiB', { text: `Long\n\n${'word '.repeat(250_000)}` }, 'is larger than 1 MiB', 'text'],
  ])('%s is refused with what to do, and stays as it was typed', async (_, fields, said, name) => {
    const { status, page } = await bring(await editor(), fields)
    expect(status).toBe(422)
    expect(page).toContain(said)
    expect(page).toContain(`<a href="#${name}">`)
    const again = formOn(page, NEW)
    for (const [field, value] of Object.entries(fields)) expect(again.get(field)).toBe(value)
    expect(await headlines()).toEqual([])
  })

  test('that is larger than a page may be is refused before it is read', async () => {
    const browser = await editor()
    const answer = await browser.post(NEW, { text: 'x'.repeat(6 * 1_048_576) }, NEW)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('At most 5 MiB')
  })
})

describe('a file', () => {
  test.each([
    ['notes.txt', 'text/plain', TEXT, 'Harbour bridge reopens'],
    ['page.html', 'text/html', pageOf(), HEADLINE],
    ['page.txt', 'text/plain', pageOf(), HEADLINE],
    ['story.md', 'text/markdown', '# In Markdown\n\nA paragraph.', 'In Markdown'],
    ['story.json', 'application/json', JSON.stringify({ headline: 'In JSON', body: ['A paragraph.'] }), 'In JSON'],
  ])('%s is read by what it is', async (name, type, text, headline) => {
    const { page } = await bring(await editor(), { file: new File([text], name, { type }) })
    expect(formOn(page, DRAFT).get('headline')).toBe(headline)
  })

  const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52])

  test.each([
    ['picture.txt', PNG, 'is not text in UTF-8'],
    ['picture.html', PNG, 'is not text in UTF-8'],
    ['picture.json', PNG, 'is not text in UTF-8'],
    ['story.json', 'Harbour bridge reopens', 'The body is not JSON'],
    ['feed.rss', 'Harbour bridge reopens', 'feed'],
  ])('%s that is none is refused', async (name, content, said) => {
    const { status, page } = await bring(await editor(), { file: new File([content], name), topics: 'kept' })
    expect(status).toBe(422)
    expect(page).toContain(said)
    expect(formOn(page, NEW).get('topics')).toBe('kept')
  })
})

describe('a link', () => {
  test('is fetched and read', async () => {
    const site = ownSite()
    await site.put({ '/bridge': [ofType('text/html; charset=utf-8', pageOf())] })
    const { status, page } = await bring(await editor(), { url: site.at('/bridge'), topics: 'piers' })
    expect(status).toBe(200)
    const draft = formOn(page, DRAFT)
    expect([draft.get('headline'), draft.get('url'), draft.get('topics')]).toEqual([HEADLINE, site.at('/bridge'), 'piers'])
  })

  test('to a feed shows its items, and what is chosen is what was fetched', async () => {
    const site = ownSite()
    await site.put({ '/feed': [ofType('application/rss+xml', FEED)] })
    const browser = await editor()
    const { page } = await bring(browser, { url: site.at('/feed') })
    expect(page).toContain('2 articles were found.')
    await browser.postRaw(CHOSEN, filled(page, CHOSEN, { pick: '0' }), FROM_HERE)
    expect(await headlines()).toEqual(['Lock 4 opens after six years'])
    expect(await site.requests()).toHaveLength(1)
  })

  test('that leads nowhere is kept, with why', async () => {
    const url = ownSite().at('/none')
    const { status, page } = await bring(await editor(), { url })
    expect(status).toBe(422)
    expect(formOn(page, NEW).get('url')).toBe(url)
    expect(page).toContain('<a href="#url">')
  })
})

describe('a document with several articles', () => {
  test('shows them to choose from, and stores the chosen ones', async () => {
    const browser = await editor()
    const { page } = await bring(browser, { text: FEED, topics: 'coast' })
    expect(page).toContain('2 articles were found.')
    expect(await headlines()).toEqual([])
    const stored = await browser.postRaw(CHOSEN, filled(page, CHOSEN, { pick: '1' }), FROM_HERE)
    expect(stored.headers.get('Location')).toBe('/desk/articles?done=articles-stored')
    expect(await headlines()).toEqual(['Ferry to Aske sails again'])
    // Again with all of them: what is known is left as it is.
    const all: [string, string][] = [...filled(page, CHOSEN, { pick: '0' }), ['pick', '1']]
    expect((await browser.postRaw(CHOSEN, all, FROM_HERE)).status).toBe(303)
    expect((await headlines()).toSorted()).toEqual(['Ferry to Aske sails again', 'Lock 4 opens after six years'])
  })

  test('opens one in the editor', async () => {
    const browser = await editor()
    const { page } = await bring(browser, { text: FEED })
    const opened = await browser.postRaw(CHOSEN, filled(page, CHOSEN, { open: '1' }), FROM_HERE)
    expect(formOn(await opened.text(), DRAFT).get('headline')).toBe('Ferry to Aske sails again')
  })

  test('with none chosen says so, and keeps the choice', async () => {
    const browser = await editor()
    const { page } = await bring(browser, { text: FEED })
    const answer = await browser.postRaw(CHOSEN, filled(page, CHOSEN, { pick: undefined }), FROM_HERE)
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain('Nothing is chosen yet.')
    expect(formOn(again, CHOSEN).has('pick')).toBe(false)
  })
})

describe('a draft', () => {
  test('that is wrong stays a draft, with all that was typed', async () => {
    const browser = await editor()
    const { page } = await bring(browser, { text: TEXT })
    const answer = await browser.postRaw(
      DRAFT,
      filled(page, DRAFT, { act: 'save', 'quote-0': 'It fell all night', story: 'Not one' }),
      FROM_HERE,
    )
    expect(answer.status).toBe(422)
    const again = await answer.text()
    expect(again).toContain('<a href="#quote-0">')
    expect(again).toContain('<a href="#story">')
    expect(formOn(again, DRAFT).get('story')).toBe('Not one')
    expect(await headlines()).toEqual([])
  })

  test('whose text is here already is not stored, and leads to the one that is', async () => {
    const browser = await editor()
    const { page } = await bring(browser, { text: TEXT })
    await browser.postRaw(DRAFT, filled(page, DRAFT, { act: 'save' }), FROM_HERE)
    const answer = await browser.postRaw(DRAFT, filled(page, DRAFT, { act: 'save', dek: 'Another dek' }), FROM_HERE)
    expect(answer.status).toBe(409)
    const again = await answer.text()
    expect(again).toContain('href="/desk/articles/harbour-bridge-reopens"')
    expect(formOn(again, DRAFT).get('dek')).toBe('Another dek')
  })

  test('of a page that an editor has worked on waits beside it', async () => {
    const url = 'https://quay.example/bridge'
    const { id } = await store(article({ url, headline: 'Harbour bridge reopens' }))
    await admin('PUT', `/api/articles/${id}`, { ...article({ url, headline: 'Edited' }), minor: true })
    const browser = await editor()
    const { page } = await bring(browser, { text: TEXT, url })
    const answer = await browser.postRaw(DRAFT, filled(page, DRAFT, { act: 'save' }), FROM_HERE)
    expect(answer.headers.get('Location')).toBe(`/desk/articles/${id}/revisions?done=article-held`)
  })

  test('that is like something here says so', async () => {
    const body = Array.from(
      { length: 12 },
      (_, index) => `Sentence ${index} of the wire report says what happened at pier number ${index * 7}.`,
    )
    const { id } = await store(article({ headline: 'The wire report', body, points: [], quotes: [] }))
    const { page } = await bring(await editor(), { text: `Another headline\n\n${body.join('\n\n')}\n\nAnd one more paragraph.` })
    expect(page).toContain('Like something that is here already')
    expect(page).toContain(`href="/desk/articles/${id}"`)
    // It goes on saying so while the draft is worked on, and once it is stored.
    const browser = await editor()
    const looked = await (
      await browser.postRaw(DRAFT, filled(page, DRAFT, { act: 'point-add', 'form-token': await token(browser) }), FROM_HERE)
    ).text()
    expect(looked).toContain(`href="/desk/articles/${id}"`)
    const saved = await browser.postRaw(DRAFT, filled(looked, DRAFT, { act: 'save' }), FROM_HERE)
    const after = await (await browser.get(saved.headers.get('Location') ?? '')).text()
    expect(after).toContain('Like something that is here already')
  })

  test('is asked for anew when its page is reloaded', async () => {
    expect((await (await editor()).get(DRAFT)).headers.get('Location')).toBe(NEW)
  })
})
