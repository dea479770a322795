import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { Article } from '../../../src/core/article.ts'
import { dropTextsBefore } from '../../../src/store/retention.ts'
import { storeOf } from '../../../src/store/store.ts'
import { article } from '../../articles.ts'
import { editor, type Browser } from '../../desk.ts'
import { filled, formOn } from '../../form.ts'
import { admin, ORIGIN, store } from '../../worker.ts'

const FROM_HERE = { Origin: ORIGIN }

async function stored(id: string): Promise<Article> {
  return Article.parse(await (await admin('GET', `/api/articles/${id}`)).json())
}

async function save(browser: Browser, page: string, path: string, changes: Readonly<Record<string, string>>): Promise<Response> {
  return browser.postRaw(path, filled(page, path, { act: 'save', change: 'minor', ...changes }), FROM_HERE)
}

describe('two editors of one article', () => {
  /** Both open it; the first saves. The second one's answer. */
  async function clash(first: Readonly<Record<string, string>>, second: Readonly<Record<string, string>>) {
    const { id } = await store(article({ headline: 'A tidal plant', dek: 'An old dek' }))
    const path = `/desk/articles/${id}`
    const [one, two] = [await editor(), await editor()]
    const [pageOne, pageTwo] = [await (await one.get(path)).text(), await (await two.get(path)).text()]
    expect((await save(one, pageOne, path, first)).status).toBe(303)
    const answer = await save(two, pageTwo, path, second)
    return { id, path, one, two, answer, page: await answer.text() }
  }

  test('the second is shown both changes, and keeps all that was typed', async () => {
    const { id, path, answer, page } = await clash(
      { headline: 'A tidal power plant', places: 'Iceland' },
      { headline: 'A tidal plant opens', 'person-role-0': 'deputy' },
    )
    expect(answer.status).toBe(412)
    expect(page).toContain('Revision 2, by <bdi>admin</bdi>, was stored while you were writing')
    expect(page).toContain('A tidal <ins>power </ins>plant')
    expect(page).toContain('A tidal plant<ins> opens</ins>')
    const form = formOn(page, path)
    expect(form.get('headline')).toBe('A tidal plant opens')
    expect(form.get('person-role-0')).toBe('deputy')
    expect(form.get('change')).toBe('minor')
    // What only one of them changed is suggested as that one left it.
    expect(form.get('take-headline')).toBe('mine')
    expect(form.get('take-people')).toBe('mine')
    expect(form.get('take-places')).toBe('stored')
    expect(form.has('take-dek')).toBe(false)
    expect((await stored(id)).headline).toBe('A tidal power plant')
  })

  test('the second saves over it knowingly, field by field', async () => {
    const { id, path, two, page } = await clash(
      { headline: 'A tidal power plant', places: 'Iceland' },
      { headline: 'A tidal plant opens', 'person-role-0': 'deputy' },
    )
    expect((await save(two, page, path, {})).status).toBe(303)
    expect(await stored(id)).toMatchObject({
      revision: 3,
      headline: 'A tidal plant opens',
      places: ['Iceland'],
      people: [{ name: 'Marta Oduya', role: 'deputy' }],
    })
  })

  test('the second takes what is stored', async () => {
    const { id, path, two, page } = await clash({ headline: 'A tidal power plant' }, { headline: 'A tidal plant opens', dek: 'A new dek' })
    const merged = await two.postRaw(path, filled(page, path, { act: 'merge', 'take-headline': 'stored' }), FROM_HERE)
    const form = await merged.text()
    expect(formOn(form, path).get('headline')).toBe('A tidal power plant')
    expect(formOn(form, path).get('dek')).toBe('A new dek')
    expect((await stored(id)).revision).toBe(2)
    expect((await save(two, form, path, {})).status).toBe(303)
    expect(await stored(id)).toMatchObject({ revision: 3, headline: 'A tidal power plant', dek: 'A new dek' })
  })

  test('a story that one of them gave it stays, whatever the other saves', async () => {
    const { id, path, two, page } = await clash({ story: 'tidal-plants' }, { dek: 'A new dek' })
    expect(formOn(page, path).get('take-story')).toBe('stored')
    const moved = await (await two.postRaw(path, filled(page, path, { act: 'person-add' }), FROM_HERE)).text()
    expect(moved).toContain('<ins>tidal-plants</ins>')
    expect((await save(two, moved, path, {})).status).toBe(303)
    expect(await stored(id)).toMatchObject({ revision: 3, story: 'tidal-plants', dek: 'A new dek' })
  })

  test('moving a row meanwhile keeps the choice open', async () => {
    const { path, two, page } = await clash({ headline: 'A tidal power plant' }, { headline: 'A tidal plant opens' })
    const moved = await two.postRaw(path, filled(page, path, { act: 'point-add', 'take-headline': 'stored' }), FROM_HERE)
    const form = formOn(await moved.text(), path)
    expect(form.get('take-headline')).toBe('stored')
    expect(form.get('headline')).toBe('A tidal plant opens')
    expect(form.get('opened')).toBe(formOn(page, path).get('opened'))
  })

  test('a third save is met as well', async () => {
    const { id, path, one, two, page } = await clash({ dek: 'First' }, { dek: 'Second' })
    const between = await (await one.get(path)).text()
    expect((await save(one, between, path, { dek: 'Third' })).status).toBe(303)
    const answer = await save(two, page, path, {})
    expect(answer.status).toBe(412)
    expect(formOn(await answer.text(), path).get('dek')).toBe('Second')
    expect(await stored(id)).toMatchObject({ dek: 'Third' })
  })

  test('what one wrote while another erased it becomes a draft', async () => {
    const { id } = await store(article())
    const path = `/desk/articles/${id}`
    const browser = await editor()
    const page = await (await browser.get(path)).text()
    await admin('DELETE', `/api/articles/${id}`)
    const answer = await save(browser, page, path, { dek: 'All this work' })
    expect(answer.status).toBe(412)
    const draft = await answer.text()
    expect(formOn(draft, '/desk/articles/new/draft').get('dek')).toBe('All this work')
    const again = await browser.postRaw('/desk/articles/new/draft', filled(draft, '/desk/articles/new/draft', { act: 'save' }), FROM_HERE)
    expect(again.status).toBe(303)
  })
})

describe('revisions', () => {
  test('are listed with who, when and what readers were told, and compared', async () => {
    const { id } = await store(
      article({ headline: 'The old headline', body: ['Same here.', 'One thing.', 'Last.'], points: [], quotes: [] }),
    )
    const path = `/desk/articles/${id}`
    const browser = await editor()
    const page = await (await browser.get(path)).text()
    await save(browser, page, path, {
      headline: 'The new <headline>',
      body: 'Same here.\n\nAnother thing.\n\nLast.\n\nAdded.',
      change: 'correction',
      correction: 'The headline was old.',
    })
    const listed = await (await browser.get(`${path}/revisions`)).text()
    expect(listed).toContain('The headline was old.')
    expect(listed).toContain('<bdi>admin</bdi>')
    expect(listed).toContain('The <del>old</del><ins>new</ins> <ins>&lt;</ins>headline<ins>&gt;</ins>')
    expect(listed).toContain('<del>One</del><ins>Another</ins> thing.')
    expect(listed).toContain('<ins>Added.</ins>')
    expect(listed).toContain('1 unchanged')
    expect(listed).not.toContain('<dt>Topics</dt>')
    const back = await (await browser.get(`${path}/revisions?from=2&to=1`)).text()
    expect(back).toContain('<del>Another</del><ins>One</ins> thing.')
    expect((await browser.get(`${path}/revisions?from=7&to=1`)).status).toBe(200)
    expect(await (await browser.get(`${path}/revisions?from=7&to=1`)).text()).toContain('is not here')
  })

  test('any of them is restored as a new one, with a note', async () => {
    const { id } = await store(article({ dek: 'The first dek' }))
    const path = `/desk/articles/${id}`
    const browser = await editor()
    await save(browser, await (await browser.get(path)).text(), path, { dek: 'A worse dek' })
    const page = await (await browser.get(`${path}/revisions?from=2&to=1`)).text()
    const restore = `${path}/revisions/1/restore`
    expect(formOn(page, restore).get('correction')).toBe('Revision 1 was restored.')
    const answer = await browser.postRaw(restore, filled(page, restore, {}), FROM_HERE)
    expect(answer.headers.get('Location')).toBe(`${path}/revisions?done=restored`)
    expect(await stored(id)).toMatchObject({ revision: 3, dek: 'The first dek', corrections: [{ note: 'Revision 1 was restored.' }] })
  })

  test('are not restored over what somebody has saved since, nor without saying what readers are told', async () => {
    const { id } = await store(article({ dek: 'The first dek' }))
    const path = `/desk/articles/${id}`
    const browser = await editor()
    await save(browser, await (await browser.get(path)).text(), path, { dek: 'The second' })
    const page = await (await browser.get(`${path}/revisions?from=2&to=1`)).text()
    const restore = `${path}/revisions/1/restore`
    const untold = await browser.postRaw(restore, filled(page, restore, { correction: '  ' }), FROM_HERE)
    expect(untold.status).toBe(422)
    expect(await untold.text()).toContain('Say what readers are to be told')
    await save(browser, await (await browser.get(path)).text(), path, { dek: 'The third' })
    const stale = await browser.postRaw(restore, filled(page, restore, { correction: 'My own note' }), FROM_HERE)
    expect(stale.status).toBe(412)
    expect(formOn(await stale.text(), restore).get('correction')).toBe('My own note')
    expect((await stored(id)).dek).toBe('The third')
    expect((await browser.postRaw(`${path}/revisions/9/restore`, filled(page, restore, {}), FROM_HERE)).status).toBe(404)
  })

  test('one is opened in the editor, to be saved as a new one', async () => {
    const { id } = await store(article({ dek: 'The first dek' }))
    const path = `/desk/articles/${id}`
    const browser = await editor()
    await save(browser, await (await browser.get(path)).text(), path, { dek: 'The second' })
    const page = await (await browser.get(`${path}?revision=1`)).text()
    expect(formOn(page, path).get('dek')).toBe('The first dek')
    expect((await save(browser, page, path, {})).status).toBe(303)
    expect(await stored(id)).toMatchObject({ revision: 3, dek: 'The first dek' })
    expect((await browser.get(`${path}?revision=9`)).status).toBe(404)
  })
})

describe('a text of its source that waits', () => {
  async function held() {
    const url = 'https://coast.example/plant'
    const { id } = await store(article({ url, body: ['The source said this.'], points: [], quotes: [] }))
    await admin('PUT', `/api/articles/${id}`, { ...(await stored(id)), dek: 'Edited here', minor: true })
    await store(article({ url, body: ['The source said that.'], points: [], quotes: [] }))
    const path = `/desk/articles/${id}`
    const browser = await editor()
    const page = await (await browser.get(`${path}/revisions`)).text()
    const [, key = ''] = new RegExp(`action="${path}/held/([\\w-]+)/accept"`).exec(page) ?? []
    return { id, path, browser, page, key }
  }

  test('is shown as a difference, and accepted', async () => {
    const { id, path, browser, page, key } = await held()
    expect(page).toContain('The source said <del>this</del><ins>that</ins>.')
    expect(await (await browser.get(path)).text()).toContain('saving here dismisses it')
    const accept = `${path}/held/${key}/accept`
    const answer = await browser.postRaw(accept, filled(page, accept, {}), FROM_HERE)
    expect(answer.headers.get('Location')).toBe(`${path}/revisions?done=accepted`)
    expect(await stored(id)).toMatchObject({
      revision: 3,
      body: ['The source said that.'],
      corrections: [{ note: 'The source has published a new version.' }],
    })
    expect(await (await browser.get(`${path}/revisions`)).text()).not.toContain('/accept"')
  })

  test('is dismissed, and the article stays', async () => {
    const { id, path, browser, page, key } = await held()
    const dismiss = `${path}/held/${key}/dismiss`
    const answer = await browser.postRaw(dismiss, filled(page, dismiss, {}), FROM_HERE)
    expect(answer.headers.get('Location')).toBe(`${path}/revisions?done=dismissed`)
    expect(await stored(id)).toMatchObject({ revision: 2, body: ['The source said this.'] })
    expect((await browser.postRaw(dismiss, filled(page, dismiss, {}), FROM_HERE)).status).toBe(404)
    expect(await (await browser.get(path)).text()).not.toContain('saving here dismisses it')
  })

  test('is opened in the editor', async () => {
    const { path, browser, key } = await held()
    const page = await (await browser.get(`${path}?held=${key}`)).text()
    expect(formOn(page, path).get('body')).toBe('The source said that.')
  })
})

test('a revision whose text is kept no longer says so, and is not restored', async () => {
  const { id } = await store(article({ dek: 'The first dek' }))
  const path = `/desk/articles/${id}`
  const browser = await editor()
  await save(browser, await (await browser.get(path)).text(), path, { dek: 'The second' })
  await dropTextsBefore(storeOf(env), '2999-01-01T00:00:00Z', 10, '2026-03-01T00:00:00Z')
  const page = await (await browser.get(`${path}/revisions?from=2&to=1`)).text()
  expect(page).toContain('its text is kept no longer since <time datetime="2026-03-01T00:00:00Z">')
  expect(page).toContain('bodies are not compared')
  expect(page).toContain('The <del>second</del><ins>first dek</ins>')
  expect(page).not.toContain('/restore"')
  expect(await (await browser.get(path)).text()).toContain('The text of this article is kept no longer')
})
