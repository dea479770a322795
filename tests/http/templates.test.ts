import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { servePage } from '../../src/http/pages.ts'
import { article } from '../articles.ts'
import { ownDomain, received } from '../mailbox.ts'
import { counted } from '../storage-count.ts'
import { subscribeReaders, workOff } from '../working.ts'
import { admin, get, ORIGIN, problemOf, store } from '../worker.ts'

const ARTICLES = (inner: string) => `{{#sections}}{{#stories}}{{#articles}}${inner}{{/articles}}{{/stories}}{{/sections}}`

const Kept = z.object({
  name: z.string(),
  format: z.string(),
  version: z.int(),
  hash: z.string(),
  actor: z.string().nullable(),
  text: z.string().optional(),
  warnings: z.array(z.string()).optional(),
})

async function put(path: string, text: string, headers: Record<string, string> = {}): Promise<Response> {
  return admin('PUT', `/api/templates/${path}`, text, headers)
}

async function keep(path: string, text: string): Promise<z.infer<typeof Kept>> {
  const answer = await put(path, text)
  if (!answer.ok) throw new Error(await answer.text())
  return Kept.parse(await answer.json())
}

async function textOf(path: string): Promise<string> {
  return (await get(path)).text()
}

/** What the briefing looks like by the built-in templates. */
async function builtIn(format: string): Promise<string> {
  return (await admin('POST', '/api/preview', { briefing: 'energy', template: null, format })).text()
}

beforeEach(async () => {
  await store(article({ headline: 'Tidal plant <opens>' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy & co', select: { topics: { any: ['energy'] } } })
})

function use(template: string | null): Promise<Response> {
  return admin('PUT', '/api/briefings/energy', { title: 'Energy & co', select: { topics: { any: ['energy'] } }, template })
}

describe('a template', () => {
  test('is stored, read, replaced, listed with its versions and removed', async () => {
    const made = await put('plain/html', '<h1>{{title}}</h1>\r\n')
    expect(made.status).toBe(201)
    const kept = Kept.parse(await made.json())
    expect(kept).toMatchObject({ name: 'plain', format: 'html', version: 1, actor: 'admin' })
    expect(made.headers.get('ETag')).toBe(`"${kept.hash}"`)
    expect((await put('plain/html', '<h1>{{title}}</h1>\n')).status).toBe(200)
    const second = await keep('plain/html', '<h2>{{title}}</h2>\n')
    expect(second.version).toBe(2)
    const read = await admin('GET', '/api/templates/plain/html')
    expect(Kept.parse(await read.json())).toMatchObject({ version: 2, text: '<h2>{{title}}</h2>\n', hash: second.hash })
    expect(Kept.parse(await (await admin('GET', '/api/templates/plain/html?version=1')).json()).text).toBe('<h1>{{title}}</h1>\n')
    const again = await admin('GET', '/api/templates/plain/html', undefined, { 'If-None-Match': `"${second.hash}"` })
    expect(again.status).toBe(304)
    expect((await admin('DELETE', '/api/templates/plain/html')).status).toBe(204)
    expect((await admin('GET', '/api/templates/plain/html')).status).toBe(404)
    expect((await admin('DELETE', '/api/templates/plain/html')).status).toBe(404)
    expect(await (await admin('GET', '/api/templates/plain/html/versions')).json()).toMatchObject({
      versions: [{ version: 3, hash: null }, { version: 2 }, { version: 1, hash: kept.hash }],
    })
    expect(await (await admin('GET', '/api/templates')).json()).toEqual({ templates: [] })
  })

  test('is taken as JSON, too, and what was read can be sent back', async () => {
    expect((await admin('PUT', '/api/templates/plain/txt', { text: '{{title}}' })).status).toBe(201)
    const read: unknown = await (await admin('GET', '/api/templates/plain/txt')).json()
    expect((await admin('PUT', '/api/templates/plain/txt', read)).status).toBe(200)
    expect((await problemOf(await admin('PUT', '/api/templates/plain/txt', { txt: 'x' }))).errors[0]?.pointer).toBe('/text')
  })

  test('of those that come with Wirebrief can be read, stored under another name, and not replaced', async () => {
    for (const format of ['html', 'md', 'txt', 'mail']) {
      const { text } = z.object({ text: z.string() }).parse(await (await admin('GET', `/api/templates/built-in/${format}`)).json())
      const saved = await keep(`copy/${format}`, text)
      expect(saved.warnings, format).toEqual([])
    }
    expect((await put('built-in/html', 'x')).status).toBe(422)
    await use('copy')
    for (const format of ['html', 'md', 'txt', 'mail']) {
      const own = await (await admin('POST', '/api/preview', { briefing: 'energy', format })).text()
      expect(own, format).toBe(await builtIn(format))
    }
  })

  test('says what it leaves out', async () => {
    expect((await keep('plain/md', ARTICLES('{{headline}}'))).warnings?.join(' ')).toContain('"chain"')
  })

  test.each([
    ['plain/pdf', 'x', 422],
    ['Plain/html', 'x', 422],
    ['plain/html', '{{titel}}', 422],
    ['plain/html', 'x'.repeat(70_000), 413],
    ['plain/html', 'x'.repeat(1_100_000), 413],
    ['plain/html', '{{#a}}'.repeat(10_000) + '{{/a}}'.repeat(10_000), 413],
    ['plain/html', '{{#a}}'.repeat(5000) + '{{/a}}'.repeat(5000), 422],
    ['plain/html', '', 400],
  ])('is refused at %s: %.20s', async (path, text, status) => {
    expect((await put(path, text)).status).toBe(status)
    expect(await (await admin('GET', '/api/templates')).json()).toEqual({ templates: [] })
    expect((await env.KV.list({ prefix: 'template/' })).keys).toEqual([])
  })

  test('that is wrong is told where, for a person and for a program', async () => {
    const refusal = await (await put('plain/html', '<h1>{{title}}</h1>\n<p>{{titel}}</p>\n<p>{{{title}}}</p>')).json()
    expect(refusal).toMatchObject({
      status: 422,
      errors: [
        { pointer: '/text', line: 3, column: 4, detail: expect.stringContaining('line 3, column 4: would leave its value unescaped') },
      ],
    })
    expect(await (await put('plain/html', '<h1>{{title}}</h1>\n<p>{{titel}}</p>')).json()).toMatchObject({
      errors: [{ line: 2, column: 4, detail: expect.stringContaining('did you mean "title"?') }],
    })
  })

  test('is not for a token that may only read, nor its preview for nobody', async () => {
    const { token } = z
      .object({ token: z.string() })
      .parse(await (await admin('POST', '/api/tokens', { name: 'reader', scopes: ['read'] })).json())
    const bearer = { Authorization: `Bearer ${token}` }
    expect((await put('plain/html', 'x', bearer)).status).toBe(403)
    expect((await admin('POST', '/api/preview', { briefing: 'energy', format: 'txt' }, bearer)).status).toBe(200)
    expect((await put('plain/html', 'x', { Authorization: '' })).status).toBe(401)
  })
})

describe('two writers', () => {
  test('who have seen the same text: the second is told', async () => {
    const { hash } = await keep('plain/txt', 'one')
    const seen = { 'If-Match': `"${hash}"` }
    const answers = await Promise.all(['two', 'three', 'four'].map((text) => put('plain/txt', text, seen)))
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412', '412'])
    expect((await put('plain/txt', 'five', seen)).status).toBe(412)
    expect((await admin('DELETE', '/api/templates/plain/txt', undefined, seen)).status).toBe(412)
    expect((await put('none/txt', 'five', seen)).status).toBe(412)
  })

  test('who do not say what they have seen both get a version', async () => {
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map((text) => put('plain/txt', text)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    const versions = await Promise.all(answers.map(async (answer) => String(Kept.parse(await answer.json()).version)))
    expect(versions.toSorted()).toEqual(['1', '2', '3', '4'])
  })
})

describe('a briefing with a set', () => {
  test('names one that is there', async () => {
    expect((await problemOf(await use('none'))).errors[0]?.pointer).toBe('/template')
    await keep('plain/txt', 'x')
    expect((await use('plain')).status).toBe(200)
  })

  test('is shown by it, escaped for each format, and by the built-in templates in what the set lacks', async () => {
    await keep('plain/html', `<!doctype html><title>{{title}}</title>${ARTICLES('<h2 title="{{headline}}">{{headline}}</h2>')}`)
    await keep('plain/txt', `{{title}}: ${ARTICLES('{{headline}}')}`)
    await use('plain')
    expect(await textOf('/briefings/energy')).toBe(
      '<!doctype html><title>Energy &amp; co</title><h2 title="Tidal plant &lt;opens&gt;">Tidal plant &lt;opens&gt;</h2>',
    )
    expect(await textOf('/briefings/energy.txt')).toBe('Energy & co: Tidal plant <opens>\n')
    expect(await textOf('/briefings/energy.md')).toBe(await builtIn('md'))
    expect(await textOf('/briefings/energy.json')).toBe(await builtIn('json'))
    await keep('plain/md', `# ${ARTICLES('{{headline}}')}`)
    expect(await textOf('/briefings/energy.md')).toBe('# Tidal plant \\<opens\\>\n')
  })

  test('changes with it: its ETag, and by a tag what the edge keeps', async () => {
    await keep('plain/html', '<p>{{title}}</p>')
    await use('plain')
    const before = await get('/briefings/energy')
    expect(before.headers.get('Cache-Tag')).toContain('template:plain')
    await keep('plain/html', '<p>{{title}}!</p>')
    const etag = before.headers.get('ETag') ?? ''
    const after = await get('/briefings/energy', { 'If-None-Match': etag })
    expect(after.status).toBe(200)
    expect(after.headers.get('ETag')).not.toBe(etag)
    expect((await get('/briefings/energy.md')).headers.get('Cache-Tag')).toContain('template:plain')
  })

  test('allows the style sheets of its page to the letter, and nothing else', async () => {
    await keep('plain/html', '<style>p { color: #123 }</style><p>{{title}}</p><style>b { color: red }</style>')
    await use('plain')
    const policy = (await get('/briefings/energy')).headers.get('Content-Security-Policy') ?? ''
    for (const style of ['p { color: #123 }', 'b { color: red }']) {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
      expect(policy).toContain(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`)
    }
    expect(policy).toContain("default-src 'none'; style-src 'sha256-")
    expect(policy).not.toContain('unsafe')
    await keep('plain/html', '<p>{{title}}</p>')
    expect((await get('/briefings/energy')).headers.get('Content-Security-Policy')).toContain("style-src 'none'")
  })

  test('costs one D1 batch and one KV bulk read, as any', async () => {
    await keep('plain/html', '<p>{{title}}</p>')
    await keep('plain/mail', '<p>{{title}}</p>')
    await use('plain')
    await admin('POST', '/api/briefings/energy/editions')
    for (const [path, keys] of [
      ['/briefings/energy', 2],
      ['/briefings/energy.md', 1],
      ['/briefings/energy.eml', 2],
      ['/briefings/energy/editions/1', 2],
    ] as const) {
      const { store: watched, calls } = counted(env)
      const answer = await servePage(new Request(ORIGIN + path), {
        store: watched,
        publicUrl: ORIGIN,
        now: new Date(),
        reader: 'anyone',
        siteLanguage: 'en',
      })
      expect(answer.status).toBe(200)
      expect(calls, path).toEqual(['D1 batch', `KV get ${keys}`])
    }
  })

  test('keeps the last template of its set; another format falls back', async () => {
    await keep('plain/html', '<p>{{title}}</p>')
    await keep('plain/txt', 'x')
    await use('plain')
    expect((await admin('DELETE', '/api/templates/plain/html')).status).toBe(204)
    expect(await textOf('/briefings/energy')).toBe(await builtIn('html'))
    const kept = await admin('DELETE', '/api/templates/plain/txt')
    expect(kept.status).toBe(409)
    expect((await problemOf(kept)).detail).toContain('"energy"')
    expect(await (await admin('GET', '/api/templates')).json()).toMatchObject({
      templates: [{ name: 'plain', formats: [{ format: 'txt', version: 1 }], briefings: ['energy'] }],
    })
    await use(null)
    expect((await admin('DELETE', '/api/templates/plain/txt')).status).toBe(204)
  })

  test('whose text KV does not have is answered 503, and not shown otherwise', async () => {
    const { hash } = await keep('plain/html', '<p>{{title}}</p>')
    await use('plain')
    await env.KV.delete(`template/plain/html/${hash}`)
    const answer = await get('/briefings/energy')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect((await get('/briefings/energy.md')).status).toBe(200)
  })

  test('that this version cannot read any more is shown by the built-in one', async () => {
    const { hash } = await keep('plain/html', '<p>{{title}}</p>')
    await use('plain')
    await env.KV.put(`template/plain/html/${hash}`, JSON.stringify('{{>a-partial-of-old}}'))
    expect(await textOf('/briefings/energy')).toBe(await builtIn('html'))
  })
})

describe('what was frozen', () => {
  test('keeps the template it was made with after a change, after a removal, and when the briefing has another', async () => {
    await keep('plain/html', '<p>first {{title}}</p>')
    await use('plain')
    await admin('POST', '/api/briefings/energy/editions')
    const { url } = z
      .object({ url: z.string() })
      .parse(await (await admin('POST', '/api/shares', { of: '/briefings/energy', expiresIn: 'P1D' })).json())
    const share = new URL(url).pathname
    const texts = () => Promise.all(['/briefings/energy/editions/1', share, '/briefings/energy'].map(textOf))
    const [edition, shared] = await texts()
    expect([edition, shared]).toEqual(['<p>first Energy &amp; co</p>', '<p>first Energy &amp; co</p>'])
    await keep('plain/html', '<p>second {{title}}</p>')
    await keep('plain/md', 'new {{title}}')
    expect(await texts()).toEqual([edition, shared, '<p>second Energy &amp; co</p>'])
    expect(await textOf('/briefings/energy/editions/1.md')).toContain('# Energy & co')
    await use(null)
    await admin('DELETE', '/api/templates/plain/html')
    await admin('DELETE', '/api/templates/plain/md')
    expect((await texts()).slice(0, 2)).toEqual([edition, shared])
    const again = z
      .object({ url: z.string() })
      .parse(await (await admin('POST', '/api/shares', { of: '/briefings/energy/editions/1', expiresIn: 'P1D' })).json())
    expect(await textOf(new URL(again.url).pathname)).toBe(edition)
  })

  test('is mailed by it, in both parts, with the way out that the template forgot', async () => {
    await keep('plain/mail', '<html><body><h1>mail of {{title}}</h1></body></html>')
    await keep('plain/txt', 'text of {{title}}')
    await use('plain')
    const domain = ownDomain()
    await subscribeReaders('energy', domain, 1)
    const { mailing } = z
      .object({ mailing: z.string() })
      .parse(await (await admin('POST', '/api/briefings/energy/editions', { send: true })).json())
    await workOff([{ kind: 'deliver', mailing }])
    const [mail] = await received(domain)
    const { default: PostalMime } = await import('postal-mime')
    const { html, text } = await PostalMime.parse(mail?.raw ?? '')
    expect(html).toContain('<h1>mail of Energy &amp; co</h1>')
    expect(html).toMatch(/<a href="https:\/\/brief\.example\/subscriptions\/unsubscribe\/[\w-]{32}">[^<]+<\/a><\/p>\s*<\/body>/)
    expect(text).toMatch(/^text of Energy & co\n[\s\S]*https:\/\/brief\.example\/subscriptions\/unsubscribe\/[\w-]{32}\s*$/)
    expect(await textOf('/briefings/energy.eml')).toContain('<h1>mail of Energy &amp; co</h1>')
  })
})

describe('sections that multiply', () => {
  const MULTIPLYING = ARTICLES(
    '{{#links}}{{#alternates}}{{#links.length}}{{#points}}{{summary}}{{/points}}{{/links.length}}{{/alternates}}{{/links}}',
  )

  test('are refused when they are saved', async () => {
    expect((await problemOf(await put('large/txt', MULTIPLYING))).errors[0]?.detail).toContain('multiply')
  })

  test('never make more than a page bears: the built-in template stands in', async () => {
    const { hash } = await keep('large/txt', ARTICLES('{{headline}}'))
    await use('large')
    const nested = Array.from({ length: 9 }, () => 'alternates')
    const text = `${nested.map((name) => `{{#${name}}}`).join('')}{{summary}}${nested.map((name) => `{{/${name}}}`).join('')}`
    await env.KV.put(`template/large/txt/${hash}`, JSON.stringify(text))
    expect(await textOf('/briefings/energy.txt')).toBe(await builtIn('txt'))
  })
})

describe('a preview', () => {
  const show = (request: object) => admin('POST', '/api/preview', request)

  test('shows a briefing in any format, and keeps nothing', async () => {
    const before = await textOf('/briefings/energy')
    const keys = (await env.KV.list()).keys.length
    const answer = await show({ briefing: 'energy', format: 'html' })
    expect(await answer.text()).toBe(before)
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'.*; sandbox$/)
    for (const format of ['md', 'txt', 'eml', 'json'] as const) {
      const shown = await (await show({ briefing: 'energy', format })).text()
      expect(shown, format).toBe(await textOf(`/briefings/energy.${format}`))
    }
    const mail = await (await show({ briefing: 'energy', format: 'mail' })).text()
    expect(mail).toContain('/subscriptions/unsubscribe/')
    expect((await env.KV.list()).keys).toHaveLength(keys)
    expect((await admin('GET', '/api/templates')).status).toBe(200)
  })

  test('takes templates, a recipe and an article that are not stored', async () => {
    const texts = { txt: `{{title}}: ${ARTICLES('{{headline}}; ')}` }
    await store(article({ headline: 'Gas', topics: ['gas'] }))
    expect(await (await show({ briefing: 'energy', texts, format: 'txt' })).text()).toBe('Energy & co: Tidal plant <opens>;\n')
    const recipe = { title: 'All', select: { topics: { any: ['gas'] } } }
    expect(await (await show({ recipe, texts, format: 'txt' })).text()).toBe('All: Gas;\n')
    const draft = article({ headline: 'Not yet there', topics: ['gas'] })
    expect(await (await show({ recipe, article: draft, texts, format: 'txt' })).text()).toBe('All: Not yet there; Gas;\n')
    expect(await (await show({ recipe, article: { ...draft, id: 'gas' }, texts, format: 'txt' })).text()).toBe('All: Not yet there;\n')
    expect(await (await show({ article: draft, texts, format: 'txt' })).text()).toBe('Not yet there: Not yet there;\n')
    expect(await (await admin('GET', '/api/articles')).text()).not.toContain('Not yet there')
    expect((await get('/briefings/preview')).status).toBe(404)
  })

  test('shows the briefing’s set, another, or the built-in one; and an edition', async () => {
    await keep('plain/txt', 'plain {{title}}')
    await keep('other/txt', 'other {{title}}')
    await use('plain')
    await admin('POST', '/api/briefings/energy/editions')
    await keep('plain/txt', 'changed {{title}}')
    const text = async (request: object) => (await show({ briefing: 'energy', format: 'txt', ...request })).text()
    expect(await text({})).toBe('changed Energy & co\n')
    expect(await text({ template: 'other' })).toBe('other Energy & co\n')
    expect(await text({ template: null })).toContain('Last changed')
    expect(await text({ edition: 1 })).toBe('plain Energy & co\n')
    expect(await text({ edition: 1, template: 'other' })).toBe('other Energy & co\n')
  })

  test.each([
    [{ format: 'html' }, '/briefing'],
    [{ briefing: 'none', format: 'html' }, '/briefing'],
    [{ briefing: 'energy', recipe: { title: 'x' }, format: 'html' }, '/recipe'],
    [{ briefing: 'energy', edition: 9, format: 'html' }, '/edition'],
    [{ briefing: 'energy', template: 'none', format: 'html' }, '/template'],
    [{ briefing: 'energy', texts: { html: '{{titel}}' }, format: 'html' }, '/texts/html'],
    [{ briefing: 'energy', format: 'pdf' }, '/format'],
    [{ recipe: { title: '' }, format: 'html' }, '/recipe/title'],
    [{ article: { headline: 'x', body: ['y'], quotes: [{ text: 'never said' }] }, format: 'html' }, '/article/quotes/0/text'],
  ])('of %j is refused, naming %s', async (request, pointer) => {
    const answer = await show(request)
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
  })
})
