import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { admin, get, store } from '../../worker.ts'

const LIST = '/desk/templates'
const PAGE = `${LIST}/plain/html`
const TEXT =
  '<!doctype html>\n<html lang="{{language}}">\n<body><h1>{{title}}</h1>\n{{#sections}}{{#stories}}{{#articles}}<p>{{headline}}</p>{{/articles}}{{/stories}}{{/sections}}</body></html>\n'

beforeEach(async () => {
  await store(article({ headline: 'Tidal plant <opens>' }))
  await use(null)
})

async function use(template: string | null): Promise<void> {
  await admin('PUT', '/api/briefings/energy', { title: 'Energy', select: { topics: { any: ['energy'] } }, template })
}

async function keep(path: string, text: string): Promise<void> {
  const answer = await admin('PUT', `/api/templates/${path}`, text)
  if (!answer.ok) throw new Error(await answer.text())
}

async function stored(path: string): Promise<{ text?: string; version?: number; actor?: string }> {
  return (await admin('GET', `/api/templates/${path}`)).json()
}

async function baseOn(browser: Browser, path = PAGE): Promise<string> {
  return /name="base" value="([^"]*)"/.exec(await (await browser.get(path)).text())?.[1] ?? '-'
}

/** What stands in the editor of a page. */
function textIn(page: string): string {
  const text = /<textarea id="text"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? ''
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

describe('the list of templates', () => {
  test('says what to do where there is no set, and shows what comes with Wirebrief', async () => {
    const browser = await editor()
    const page = await (await browser.get(LIST)).text()
    expect(page).toContain('All briefings look as the built-in templates say.')
    const builtIn = await (await browser.get(`${LIST}/built-in/md`)).text()
    expect(textIn(builtIn)).toBe((await stored('built-in/md')).text)
    expect(builtIn).toContain(' readonly')
    expect(builtIn).not.toContain('value="save"')
  })

  test('shows each set with its formats and who uses it', async () => {
    await keep('plain/html', TEXT)
    await use('plain')
    const page = await (await (await editor()).get(LIST)).text()
    expect(page).toContain('href="/desk/templates/plain/html"')
    expect(page).toContain('version 1,')
    expect(page).toContain('href="/desk/briefings/energy"')
    expect(page.match(/the built-in one<\/span>/g)).toHaveLength(3)
    expect(page).not.toContain('Remove the set')
  })

  test('leads to a new one, if it can be called so', async () => {
    const browser = await editor()
    expect((await browser.get(`${LIST}/start?name=plain&format=txt`)).headers.get('Location')).toBe(`${LIST}/plain/txt`)
    const wrong = await browser.get(`${LIST}/start?name=${encodeURIComponent('"><script>')}&format=pdf`)
    expect(wrong.status).toBe(422)
    const page = await wrong.text()
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(page).toContain('href="#name"')
    expect(page).toContain('href="#format"')
    expect((await browser.get(`${LIST}/start?name=built-in&format=txt`)).status).toBe(422)
  })

  test('drops a set that nobody uses', async () => {
    await keep('plain/html', TEXT)
    await keep('plain/txt', '{{title}}\n')
    const browser = await editor()
    await use('plain')
    const refused = await browser.post(`${LIST}/plain/drop`, {}, PAGE)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('&quot;energy&quot;')
    expect((await stored('plain/html')).version).toBe(1)
    await use(null)
    expect((await browser.post(`${LIST}/plain/drop`, {}, LIST)).headers.get('Location')).toBe(`${LIST}?done=template-dropped`)
    for (const format of ['html', 'txt']) expect((await admin('GET', `/api/templates/plain/${format}`)).status).toBe(404)
    expect((await browser.post(`${LIST}/plain/drop`, {}, PAGE)).status).toBe(404)
  })
})

describe('the editor of a template', () => {
  test('begins with the built-in text, and lists what may stand in it', async () => {
    const page = await (await (await editor()).get(PAGE)).text()
    expect(page).toContain('The set has no template for this format yet.')
    expect(textIn(page)).toBe((await stored('built-in/html')).text)
    expect(page).toContain('Within <code>{{#sections}} {{#stories}} {{#articles}}</code>')
    expect(page).toContain('<code>{{headline}}</code>')
    expect(page).toContain('<code>{{&gt;article}}</code>')
    expect(await env.DB.prepare('SELECT count(*) AS count FROM templates').first('count')).toBe(0)
  })

  test('saves, says what a text leaves out, and shows who did it when', async () => {
    const browser = await editor()
    const saved = await browser.post(PAGE, { text: TEXT.replaceAll('\n', '\r\n'), base: '', briefing: 'energy', act: 'save' }, PAGE)
    expect(saved.headers.get('Location')).toBe(`${PAGE}?briefing=energy&done=template-saved`)
    expect(await stored('plain/html')).toMatchObject({ text: TEXT, version: 1, actor: 'admin' })
    const page = await (await browser.get(PAGE)).text()
    expect(page).toContain('It can be used')
    expect(page).toMatch(/<li>[^<]*correct/)
    expect(page).toContain('1, current')
    const again = await browser.post(PAGE, { text: TEXT, base: await baseOn(browser), briefing: 'energy', act: 'save' }, PAGE)
    expect(again.headers.get('Location')).toContain('done=unchanged')
    await use('plain')
    expect(await (await get('/briefings/energy')).text()).toContain('<p>Tidal plant &lt;opens&gt;</p>')
  })

  test('keeps a text that is wrong, and says in which line', async () => {
    const browser = await editor()
    const text = '<p>{{title}}</p>\n</textarea><script>alert(1)</script>\n{{#sections}}{{headlin}}\n'
    const answer = await browser.post(PAGE, { text, base: '', act: 'save' }, PAGE)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(textIn(page)).toBe(text)
    expect(page).toContain('&lt;/textarea&gt;&lt;script&gt;')
    expect(page).toContain('data-line="3"')
    expect(page).toContain('Line 3, column')
    expect(page).toContain('<code dir="ltr">{{#sections}}{{headlin}}</code>')
    expect((await stored('plain/html')).version).toBeUndefined()
  })

  test('names the nearest real tag', async () => {
    const answer = await (await editor()).post(PAGE, { text: '<h1>\n{{titel}}</h1>\n', base: '', act: 'check' }, PAGE)
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain('Line 2, column 1')
    expect(page).toMatch(/titel.*title/)
  })

  test.each([
    ['nothing', '   \n', 422, 'There is nothing in it.'],
    ['a megabyte', `<p>${'x'.repeat(1_048_576)}</p>`, 422, 'at most 65536 bytes'],
    ['sections without end', '{{#sections}}'.repeat(1000), 422, 'It cannot be used yet'],
    ['what is not escaped', '<p>{{{title}}}</p>', 422, 'Line 1, column 4'],
  ])('refuses %s', async (_what, text, status, said) => {
    const answer = await (await editor()).post(PAGE, { text, base: '', act: 'save' }, PAGE)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(said)
    expect(await env.DB.prepare('SELECT count(*) AS count FROM templates').first('count')).toBe(0)
  })

  test('shows the second of two who save at once both texts, and goes on from there', async () => {
    await keep('plain/html', TEXT)
    const browser = await editor()
    const base = await baseOn(browser)
    await keep('plain/html', TEXT.replace('<h1>', '<h1 class="theirs">'))
    const mine = TEXT.replace('<body>', '<body class="mine">')
    const answer = await browser.post(PAGE, { text: mine, base, act: 'save' }, PAGE)
    expect(answer.status).toBe(412)
    const page = await answer.text()
    expect(textIn(page)).toBe(mine)
    expect(page).toContain('What admin saved meanwhile')
    expect(page).toContain('&lt;h1 class=&quot;theirs&quot;&gt;{{title}}')
    expect(page).toMatch(/<ins>[^<]*mine/)
    expect((await stored('plain/html')).version).toBe(2)
    const seen = /name="base" value="([^"]*)"/.exec(page)?.[1] ?? ''
    expect((await browser.post(PAGE, { text: mine, base: seen, act: 'save' }, PAGE)).status).toBe(303)
    expect(await stored('plain/html')).toMatchObject({ text: mine, version: 3 })
  })

  test('does not overwrite what somebody made while it was new, or removed', async () => {
    const browser = await editor()
    await keep('plain/html', TEXT)
    expect((await browser.post(PAGE, { text: `${TEXT}\n`, base: '', act: 'save' }, PAGE)).status).toBe(412)
    const base = await baseOn(browser)
    await admin('DELETE', '/api/templates/plain/html')
    const gone = await browser.post(PAGE, { text: TEXT, base, act: 'save' }, PAGE)
    expect(gone.status).toBe(412)
    const page = await gone.text()
    expect(page).toContain('Save once more to make it anew.')
    expect(page).toContain('name="base" value=""')
    expect((await browser.post(PAGE, { text: TEXT, base: '', act: 'save' }, PAGE)).status).toBe(303)
  })

  test('shows an earlier version, and restores it as a new one', async () => {
    await keep('plain/html', TEXT)
    await keep('plain/html', TEXT.replace('<h1>', '<h1 id="second">'))
    const browser = await editor()
    expect(await (await browser.get(PAGE)).text()).toContain(`href="${PAGE}?version=1"`)
    const old = await (await browser.get(`${PAGE}?version=1`)).text()
    expect(textIn(old)).toBe(TEXT)
    expect(old).toContain('This is version 1, of ')
    expect(old).toMatch(/<del>[^<]*second/)
    const base = await baseOn(browser, `${PAGE}?version=1`)
    expect((await browser.post(PAGE, { text: textIn(old), base, act: 'save' }, PAGE)).status).toBe(303)
    expect(await stored('plain/html')).toMatchObject({ text: TEXT, version: 3 })
    for (const wrong of ['9', 'x']) expect((await browser.get(`${PAGE}?version=${wrong}`)).status).toBe(404)
  })

  test('begins again from the built-in text', async () => {
    await keep('plain/html', TEXT)
    const page = await (await (await editor()).get(`${PAGE}?from=built-in`)).text()
    expect(textIn(page)).toBe((await stored('built-in/html')).text)
    expect(page).toContain('What is stored now')
  })

  test('is removed, unless briefings would be left without their set', async () => {
    await keep('plain/html', TEXT)
    await use('plain')
    const browser = await editor()
    const refused = await browser.post(`${PAGE}/drop`, { base: await baseOn(browser) }, PAGE)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('&quot;energy&quot; use. Give them another first.')
    await use(null)
    expect((await browser.post(`${PAGE}/drop`, { base: 'what was there before' }, PAGE)).status).toBe(412)
    expect((await browser.post(`${PAGE}/drop`, { base: await baseOn(browser) }, PAGE)).headers.get('Location')).toBe(
      `${LIST}?done=template-dropped`,
    )
    expect((await admin('GET', '/api/templates/plain/html')).status).toBe(404)
    expect(await (await browser.get(PAGE)).text()).toContain('<td>removed</td>')
  })

  test('is there for what could be a template only', async () => {
    const browser = await editor()
    for (const path of ['plain/pdf', 'Not%20a%20name/html']) expect((await browser.get(`${LIST}/${path}`)).status).toBe(404)
    expect((await browser.post(`${LIST}/built-in/html`, { text: TEXT, base: '', act: 'save' }, PAGE)).status).toBe(404)
  })

  test('is only looked at by whoever may not write', async () => {
    await keep('plain/html', TEXT)
    const { token } = await (await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })).json<{ token: string }>()
    const browser = new Browser()
    await browser.login(token)
    const page = await (await browser.get(PAGE)).text()
    expect(textIn(page)).toBe(TEXT)
    expect(page).not.toContain('value="save"')
    expect(page).not.toContain('Remove it')
    for (const path of [PAGE, `${PAGE}/drop`, `${LIST}/plain/drop`])
      expect((await browser.post(path, { text: 'x', base: await baseOn(browser), act: 'save' }, PAGE)).status).toBe(403)
    expect((await browser.get(`${LIST}/start?name=a&format=md`)).status).toBe(403)
    expect((await browser.post(`${PAGE}/preview/wide`, { text: TEXT, briefing: 'energy' }, PAGE)).status).toBe(200)
  })
})

describe('the preview of a template', () => {
  test('shows a briefing by the text as it stands, where it can do nothing', async () => {
    const browser = await editor()
    const answer = await browser.post(`${PAGE}/preview/wide`, { text: TEXT.replace('<h1>', '<h1>Unsaved '), briefing: 'energy' }, PAGE)
    const page = await answer.text()
    expect(page).toContain('<h1>Unsaved Energy</h1>')
    expect(page).toContain('Tidal plant &lt;opens&gt;')
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox')
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(answer.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(await env.DB.prepare('SELECT count(*) AS count FROM templates').first('count')).toBe(0)
  })

  test.each([
    ['md', 'md', '# {{title}} in Markdown', '# Energy in Markdown'],
    ['txt', 'txt', '{{title}} in text', 'Energy in text'],
    ['mail', 'mail-dark', '<p>{{title}} in a mail</p>', '<p>Energy in a mail</p>'],
  ])('shows %s', async (format, view, text, shown) => {
    const path = `${LIST}/plain/${format}`
    expect(await (await (await editor()).post(`${path}/preview/${view}`, { text, briefing: 'energy' }, path)).text()).toContain(shown)
  })

  test('says what stands in the way', async () => {
    const browser = await editor()
    const flawed = await browser.post(`${PAGE}/preview/wide`, { text: '<script>\n{{titel}}', briefing: 'energy' }, PAGE)
    expect(await flawed.text()).toContain('line ')
    const without = await browser.post(`${PAGE}/preview/phone`, { text: TEXT, briefing: 'nothing' }, PAGE)
    expect(await without.text()).toContain('This briefing is not here any more.')
    expect((await browser.post(`${PAGE}/preview/x`, { text: TEXT, briefing: 'energy' }, PAGE)).status).toBe(404)
  })

  test('leads to a briefing first where there is none', async () => {
    await admin('DELETE', '/api/briefings/energy')
    expect(await (await (await editor()).get(PAGE)).text()).toContain('There is no briefing yet to show it with.')
  })
})
