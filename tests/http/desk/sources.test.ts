import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { gateway } from '../../../src/http/gateway.ts'
import { Browser, editor } from '../../desk.ts'
import { addSource, articles, feedOf, item, source } from '../../polling.ts'
import { ownSite } from '../../site.ts'
import { admin, ORIGIN } from '../../worker.ts'
import { workOff } from '../../working.ts'

const LIST = '/desk/sources'
const NEW = `${LIST}/new`
const FEED = 'https://coast.example/feed.xml'

const FIELDS = { url: FEED, title: '', outlet: '', topics: '', interval: 'PT30M' }
const RULE = { 'rule-topic': '', 'rule-words': '', 'rule-categories': '' }

/** What a page's form was opened with, so that it can be sent back. */
async function seenOn(browser: Browser, path: string): Promise<string> {
  const page = await (await browser.get(path)).text()
  return (/name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

async function readerOnly(): Promise<Browser> {
  const { token } = await (await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })).json<{ token: string }>()
  const browser = new Browser()
  await browser.login(token)
  return browser
}

describe('the list of sources', () => {
  test('says what to do where there is none', async () => {
    expect(await (await (await editor()).get(LIST)).text()).toContain('No feed is polled yet.')
  })

  test('tells of each how it is', async () => {
    const site = ownSite()
    await site.put({ '/feed': [feedOf([item('a'), item('b')])], '/gone': [{ status: 410 }] })
    const well = await addSource({ url: site.at('/feed'), title: 'Harbour <b>wire</b>' })
    const gone = await addSource({ url: site.at('/gone'), title: 'Old wire' })
    const browser = await editor()
    const before = await (await browser.get(LIST)).text()
    expect(before).toContain('data-again')
    expect(before).toContain('not polled yet')
    await workOff([
      { kind: 'poll', source: well },
      { kind: 'poll', source: gone },
    ])
    const page = await (await browser.get(LIST)).text()
    expect(page).not.toContain('data-again')
    expect(page).toContain('Harbour &lt;b&gt;wire&lt;/b&gt;')
    expect(page).toContain('<td class="number">2</td>')
    expect(page).toContain('<b class="flag">vanished</b>')
    expect(page).toContain('410')
  })
})

describe('a new source', () => {
  test('is added with its rules, and polled', async () => {
    const browser = await editor()
    const site = ownSite()
    await site.put({ '/feed': [feedOf([item('a', { title: 'A new ferry sails' })])] })
    const fields = [
      ...Object.entries({
        ...FIELDS,
        url: site.at('/feed'),
        outlet: 'Coast Courier',
        topics: 'coast, sea',
        interval: 'PT1H',
        'fetch-pages': 'on',
      }),
      ...Object.entries({ 'rule-topic': 'shipping', 'rule-words': 'ferry\ncontainer ship', 'rule-categories': 'Port, harbour' }),
      ...Object.entries(RULE),
    ] as const
    const answer = await browser.post(NEW, fields, NEW)
    expect(answer.status).toBe(303)
    const path = answer.headers.get('Location') ?? ''
    const id = /sources\/([\w-]+)\?done=source-added$/.exec(path)?.[1] ?? ''
    expect(await source(id)).toMatchObject({
      url: site.at('/feed'),
      title: null,
      outlet: 'Coast Courier',
      topics: ['coast', 'sea'],
      interval: 'PT1H',
      fetchPages: true,
      rules: [{ topic: 'shipping', words: ['ferry', 'container ship'], categories: ['Port, harbour'] }],
    })
    const waiting = await (await browser.get(path)).text()
    expect(waiting).toContain('Its first poll is on its way.')
    expect(waiting).toContain('id="health" data-again')
    await workOff([{ kind: 'poll', source: id }])
    const done = await (await browser.get(`${LIST}/${id}`)).text()
    expect(done).toContain('The last poll read the feed: 1 new.')
    expect(done).not.toContain('id="health" data-again')
    expect(await articles()).toMatchObject([{ topics: expect.arrayContaining(['coast', 'sea', 'shipping']) }])
  })

  test('keeps all that was typed where something is wrong, and says where', async () => {
    const browser = await editor()
    const fields = [
      ...Object.entries({ ...FIELDS, url: 'ftp://coast.example/', title: '"><script>alert(1)</script>', topics: 'Not A Slug' }),
      ...Object.entries(RULE),
      ...Object.entries({ 'rule-topic': 'sea', 'rule-words': '', 'rule-categories': '' }),
      ...Object.entries({ 'rule-topic': 'sea', 'rule-words': '</textarea><script>', 'rule-categories': '—' }),
    ] as const
    const answer = await browser.post(NEW, fields, NEW)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;')
    expect(page).toContain('value="ftp://coast.example/"')
    for (const name of ['url', 'topics', 'rule-words-0', 'rule-categories-1']) {
      expect(page).toContain(`href="#${name}"`)
      expect(page).toContain(`id="${name}-error"`)
    }
  })

  test('is not added twice', async () => {
    await addSource({ url: FEED })
    const answer = await (await editor()).post(NEW, FIELDS, NEW)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('There is a source of this feed already.')
  })

  test('gets and loses rows for rules without being stored', async () => {
    const browser = await editor()
    const rule = (topic: string) => Object.entries({ 'rule-topic': topic, 'rule-words': 'x', 'rule-categories': '' })
    const fields = [...Object.entries(FIELDS), ...rule('one'), ...rule('two')] as const
    const more = await (await browser.post(NEW, [...fields, ['act', 'more']], NEW)).text()
    expect(more).toContain('id="rule-topic-2" name="rule-topic" value=""')
    const less = await (await browser.post(NEW, [...fields, ['act', 'drop:0']], NEW)).text()
    expect(less).toContain('id="rule-topic-0" name="rule-topic" value="two"')
    expect(less).not.toContain('value="one"')
    expect(await env.DB.prepare('SELECT count(*) AS count FROM sources').first('count')).toBe(0)
  })

  test('in a private network is refused, where that is not allowed', async () => {
    const { ALLOW_PRIVATE_FETCH: _allowed, ...strict } = env
    const browser = await editor()
    const token = /name="form-token" value="([^"]+)"/.exec(await (await browser.get(NEW)).text())?.[1] ?? ''
    const body = new FormData()
    for (const [name, value] of Object.entries({ ...FIELDS, url: 'http://192.168.0.7/feed', 'form-token': token })) body.append(name, value)
    const request = new Request(ORIGIN + NEW, { method: 'POST', body, headers: { Origin: ORIGIN, Cookie: browser.cookie ?? '' } })
    const answer = await gateway.fetch(request, strict, createExecutionContext())
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="http://192.168.0.7/feed"')
    expect(page).toContain('id="url-error">it is no address of the public internet')
  })
})

describe('a source', () => {
  test('is changed, and due at once', async () => {
    const id = await addSource({ url: FEED, topics: ['coast'], interval: 'P1D' })
    const browser = await editor()
    const path = `${LIST}/${id}`
    const fields = { ...FIELDS, title: 'Coast', interval: 'P1D', seen: await seenOn(browser, path) }
    expect((await browser.post(path, fields, path)).headers.get('Location')).toBe(`${path}?done=saved`)
    expect(await source(id)).toMatchObject({ title: 'Coast', topics: [], interval: 'P1D', paused: false })
  })

  test('keeps what others changed meanwhile, such as the title that its feed gave it', async () => {
    const id = await addSource({ url: FEED })
    const browser = await editor()
    const path = `${LIST}/${id}`
    const seen = await seenOn(browser, path)
    await admin('PUT', `/api/sources/${id}`, { url: FEED, title: 'By the feed', paused: true })
    expect((await browser.post(path, { ...FIELDS, topics: 'coast', seen }, path)).status).toBe(303)
    expect(await source(id)).toMatchObject({ title: 'By the feed', topics: ['coast'], paused: true })
  })

  test('that two change at once is shown to the second, who loses nothing', async () => {
    const id = await addSource({ url: FEED, title: 'One' })
    const browser = await editor()
    const path = `${LIST}/${id}`
    const seen = await seenOn(browser, path)
    await admin('PUT', `/api/sources/${id}`, { url: FEED, title: 'Theirs', outlet: 'Their outlet' })
    const answer = await browser.post(path, { ...FIELDS, title: 'Mine', seen }, path)
    expect(answer.status).toBe(412)
    const page = await answer.text()
    expect(page).toContain('dir="auto">Theirs</td>')
    expect(page).toContain('name="title" value="Mine"')
    expect(page).toContain('name="outlet" value="Their outlet"')
    expect(await source(id)).toMatchObject({ title: 'Theirs' })
    const again = /name="seen" value="([^"]*)"/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
    expect((await browser.post(path, { ...FIELDS, title: 'Mine', outlet: 'Their outlet', seen: again }, path)).status).toBe(303)
    expect(await source(id)).toMatchObject({ title: 'Mine', outlet: 'Their outlet' })
  })

  test('is paused, not polled then, and resumed', async () => {
    const id = await addSource({ url: FEED })
    const browser = await editor()
    const path = `${LIST}/${id}`
    expect((await browser.post(`${path}/pause`, {}, path)).headers.get('Location')).toBe(`${path}?done=source-paused`)
    expect(await source(id)).toMatchObject({ paused: true })
    const page = await (await browser.get(path)).text()
    expect(page).toContain('none while it is paused')
    expect(page).not.toContain(`action="${path}/poll"`)
    expect((await browser.post(`${path}/poll`, {}, path)).status).toBe(409)
    await browser.post(`${path}/resume`, {}, path)
    expect(await source(id)).toMatchObject({ paused: false })
    expect(await (await browser.get(path)).text()).toContain('id="health" data-again')
  })

  test('is polled now, and its page says what came of it', async () => {
    const site = ownSite()
    await site.put({ '/feed': [feedOf([]), { status: 500, body: '<script>' }] })
    const id = await addSource({ url: site.at('/feed') })
    await workOff([{ kind: 'poll', source: id }])
    const browser = await editor()
    const path = `${LIST}/${id}`
    const polled = await browser.post(`${path}/poll`, {}, path)
    expect(polled.headers.get('Location')).toBe(`${path}?done=polling`)
    expect(await (await browser.get(`${path}?done=polling`)).text()).toContain('It is due now')
    await workOff([{ kind: 'poll', source: id }])
    const page = await (await browser.get(path)).text()
    expect(page).toContain('The last poll failed.')
    expect(page).toContain('<b class="flag">failing</b>, 1 failure since')
    expect(page.match(/<td class="number">500<\/td>/g)).toHaveLength(1)
    expect(page.match(/<th scope="row"><time/g)).toHaveLength(2)
  })

  test('is removed, and its articles stay', async () => {
    const site = ownSite()
    await site.put({ '/feed': [feedOf([item('a')])] })
    const id = await addSource({ url: site.at('/feed') })
    await workOff([{ kind: 'poll', source: id }])
    const browser = await editor()
    const removed = await browser.post(`${LIST}/${id}/remove`, {}, `${LIST}/${id}`)
    expect(removed.headers.get('Location')).toBe(`${LIST}?done=source-removed`)
    expect((await browser.get(`${LIST}/${id}`)).status).toBe(404)
    expect(await articles()).toHaveLength(1)
    for (const act of ['', '/poll', '/pause', '/resume', '/remove'])
      expect((await browser.post(`${LIST}/${id}${act}`, FIELDS, NEW)).status).toBe(404)
  })

  test('is only shown to whoever may not write', async () => {
    const id = await addSource({ url: FEED })
    const browser = await readerOnly()
    const path = `${LIST}/${id}`
    const page = await (await browser.get(path)).text()
    expect(page).toContain(FEED)
    expect(page).not.toContain('Poll now')
    expect(page).not.toContain('Save')
    expect((await browser.get(NEW)).status).toBe(403)
    for (const at of [NEW, path, ...['poll', 'pause', 'resume', 'remove'].map((act) => `${path}/${act}`)])
      expect((await browser.post(at, FIELDS, '/desk/shares')).status).toBe(403)
    expect(await source(id)).toMatchObject({ paused: false })
  })
})
