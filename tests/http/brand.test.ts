import { env, exports } from 'cloudflare:workers'
import PostalMime from 'postal-mime'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../articles.ts'
import { ownDomain, received } from '../mailbox.ts'
import { PICTURES } from '../pictures.ts'
import { ask, jobs, SECRETS } from '../subscribing.ts'
import { consume, subscribeReaders, workOff } from '../working.ts'
import { admin, get, ORIGIN, problemOf, store } from '../worker.ts'

const Logo = z.object({
  id: z.string(),
  url: z.string(),
  type: z.string(),
  width: z.int(),
  height: z.int(),
  briefings: z.array(z.string()),
})

const BRAND = {
  name: 'North Coast <Desk>',
  colours: { accent: '#0B5CAD' },
  footer: 'Made by hand & head.',
  postalAddress: 'North Coast Desk, 4 Harbour Street, Halden',
}

let logo = ''

async function upload(bytes: Uint8Array<ArrayBuffer>, type = 'image/png'): Promise<Response> {
  const headers = { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': type }
  return exports.default.fetch(new Request(`${ORIGIN}/api/logos`, { method: 'POST', body: bytes, headers }))
}

function brand(fields: object | null, more: object = {}): Promise<Response> {
  const recipe = { title: 'Energy', select: { topics: { any: ['energy'] } }, ...more }
  return admin('PUT', '/api/briefings/energy', fields ? { ...recipe, brand: fields } : recipe)
}

async function textOf(path: string): Promise<string> {
  return (await get(path)).text()
}

async function policyOf(path: string): Promise<string> {
  return (await get(path)).headers.get('Content-Security-Policy') ?? ''
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`
}

/** That its policy lets a page have its one style element and its pictures, and nothing else. */
async function expectDressed(path: string): Promise<void> {
  const [html, policy] = [await textOf(path), await policyOf(path)]
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
  expect(html.match(/<style/g)).toHaveLength(1)
  expect(style).toContain(':root { --signal: #0b5cad; --wash: ')
  expect(policy).toContain(`style-src ${await hashOf(style)};`)
  expect(policy).toContain(`img-src ${ORIGIN}/logos/${logo};`)
  expect(policy).not.toContain('unsafe')
  expect(html).toContain(`<img class="logo" src="${ORIGIN}/logos/${logo}" width="12" height="6" alt="">North Coast &lt;Desk&gt;</a>`)
  expect(html).toContain('<p class="imprint">Made by hand &amp; head.</p>')
  expect(html).toContain('<p class="imprint">North Coast Desk, 4 Harbour Street, Halden</p>')
}

beforeEach(async () => {
  await store(article({ headline: 'Tidal plant opens' }))
  logo = Logo.parse(await (await upload(PICTURES.png)).json()).id
  await brand({ ...BRAND, logo })
})

describe('a recipe', () => {
  test('keeps its brand, and what was read can be sent back', async () => {
    const read: unknown = await (await admin('GET', '/api/briefings/energy')).json()
    expect(read).toMatchObject({ brand: { ...BRAND, logo, colours: { accent: '#0b5cad', accentDark: null } } })
    expect((await admin('PUT', '/api/briefings/energy', read)).status).toBe(200)
  })

  test.each([
    [{ colours: { accent: '#ffcc00' } }, '/brand/colours/accent', /reads 1\.42:1 on the light page.*passes is #8c6f00/],
    [{ colours: { accentDark: '#0b5cad' } }, '/brand/colours/accentDark', /on the dark page.*passes is #/],
    [{ colours: { accent: 'blue' } }, '/brand/colours/accent', /must be a colour such as/],
    [{ logo: '0'.repeat(32) + '-1x1.png', name: 'X' }, '/brand/logo', /no such logo/],
    [{ logo: '../x' }, '/brand/logo', /must be the id of a logo/],
    [{ font: 'Comic Sans' }, '/brand/font', /is not a field/],
  ])('with %j is refused', async (fields, pointer, detail) => {
    const answer = await brand(fields)
    expect(answer.status).toBe(422)
    const { errors } = await problemOf(answer)
    expect(errors).toMatchObject([{ pointer }])
    expect(errors[0]?.detail).toMatch(detail)
  })

  test('with a logo needs a name beside it', async () => {
    expect((await problemOf(await brand({ logo }))).errors).toMatchObject([{ pointer: '/brand/name' }])
  })

  test('of an earlier version has no brand, and is shown as ever', async () => {
    await brand(null)
    const plain = await textOf('/briefings/energy')
    await env.DB.prepare(`UPDATE briefings SET recipe = json_remove(recipe, '$.brand') WHERE slug = 'energy'`).run()
    expect(await textOf('/briefings/energy')).toBe(plain)
    expect(await textOf('/briefings/energy/editions')).toContain('Wirebrief')
    expect(await textOf('/briefings/energy/subscribe')).toContain('Wirebrief')
    expect((await admin('POST', '/api/briefings/energy/editions', {})).status).toBe(201)
    expect(plain).not.toContain('<img')
    expect(await policyOf('/briefings/energy')).not.toContain('img-src')
  })
})

describe('pages', () => {
  test('show name, colours, logo, footer and postal address, each let through by its policy alone', async () => {
    await admin('POST', '/api/briefings/energy/editions', {})
    const { url } = z
      .object({ url: z.string() })
      .parse(await (await admin('POST', '/api/shares', { of: '/briefings/energy', expiresIn: 'P1D' })).json())
    await expectDressed('/briefings/energy')
    await expectDressed('/briefings/energy/editions')
    await expectDressed('/briefings/energy/editions/1')
    await expectDressed('/briefings/energy/subscribe')
    await expectDressed(url.replace(ORIGIN, ''))
  })

  test('in Markdown and text say whose they are', async () => {
    expect(await textOf('/briefings/energy.md')).toMatch(
      /^\*\*North Coast \\<Desk\\>\*\*\n\n# Energy\n[\s\S]*\n\nMade by hand & head\.\n\nNorth Coast/,
    )
    expect(await textOf('/briefings/energy.txt')).toMatch(
      /^North Coast <Desk>\n\nEnergy\n[\s\S]*\n\nMade by hand & head\.\n\nNorth Coast Desk, 4 Harbour Street, Halden\n$/,
    )
    expect(await (await get('/briefings/energy.json')).json()).toMatchObject({ brand: { name: 'North Coast <Desk>', logo } })
  })

  test('of an article belong to no briefing', async () => {
    expect(await textOf('/articles/tidal-plant-opens')).not.toContain('North Coast')
  })

  test('by a template of one’s own show the logo, where it asks for it', async () => {
    const text =
      '<!doctype html><style>p { color: green; }{{>brandStyle}}</style><p>{{#brand.logo}}<img src="{{address}}" alt="">{{/brand.logo}}{{site}}</p>'
    expect((await admin('PUT', '/api/templates/own/html', text)).status).toBe(201)
    await brand({ ...BRAND, logo }, { template: 'own' })
    const policy = await policyOf('/briefings/energy')
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(await textOf('/briefings/energy')) ?? []
    expect(style).toContain('--signal: #0b5cad')
    expect(policy).toContain(`style-src ${await hashOf(style)}; img-src ${ORIGIN}/logos/${logo};`)
  })

  test('of an edition keep the brand that they were made with', async () => {
    await admin('POST', '/api/briefings/energy/editions', {})
    await brand({ name: 'South Coast' })
    expect(await textOf('/briefings/energy')).toContain('South Coast')
    await expectDressed('/briefings/energy/editions/1')
  })
})

describe('a template', () => {
  test.each([
    ['<p style="color:{{brand.colours.signal}};background:{{brand.colours.wash}}">x</p>', true],
    ['<p style="color:{{title}}">x</p>', false],
    ['<p style="color:{{brand.name}}">x</p>', false],
    ['<p style="background:{{brand.colours.wash}} url(https://x.example/)">x</p>', false],
    ['<p style="{{#brand}}color:red{{/brand}}">x</p>', false],
  ])('in a style attribute may have the colours, and nothing else: %s', async (text, good) => {
    expect((await admin('PUT', '/api/templates/own/mail', text)).status).toBe(good ? 201 : 422)
  })
})

describe('mail', () => {
  async function mailed(): Promise<{ html: string; text: string; raw: string }> {
    const domain = ownDomain()
    await subscribeReaders('energy', domain, 1)
    const { mailing } = z
      .object({ mailing: z.string() })
      .parse(await (await admin('POST', '/api/briefings/energy/editions', { send: true })).json())
    await workOff([{ kind: 'deliver', mailing }])
    const [mail] = await received(domain)
    const { html = '', text = '' } = await PostalMime.parse(mail?.raw ?? '')
    return { html, text, raw: mail?.raw ?? '' }
  }

  test('shows logo and name on top, the colour, footer and postal address at the end', async () => {
    const { html, text } = await mailed()
    expect(html).toContain(`<img src="${ORIGIN}/logos/${logo}" width="12" height="6" alt=""`)
    expect(html).toContain('>North Coast &lt;Desk&gt;</a>')
    expect(html).not.toContain('#a3300f')
    expect(html).toMatch(/prefers-color-scheme: dark\) \{\s+\.signal \{ color: #[0-9a-f]{6} !important/)
    expect(html).toMatch(/Made by hand &amp; head\.<\/p>\s+<p class="quiet"[^>]+>North Coast Desk, 4 Harbour Street, Halden<\/p>\s+<\/td>/)
    expect(text).toMatch(/^North Coast <Desk>\n\nEnergy\n/)
    expect(text).toMatch(/Made by hand & head\.\n\nNorth Coast Desk, 4 Harbour Street, Halden\s*$/)
  })

  test('by a template of one’s own has the postal address, whatever that leaves out', async () => {
    await admin('PUT', '/api/templates/own/mail', '<html><body><h1>{{title}}</h1></body></html>')
    await admin('PUT', '/api/templates/own/txt', '{{title}}')
    await brand(BRAND, { template: 'own' })
    const { html, text } = await mailed()
    expect(html).toMatch(/<p [^>]+>North Coast Desk, 4 Harbour Street, Halden<\/p>\s*<\/body>/)
    expect(text).toMatch(/North Coast Desk, 4 Harbour Street, Halden\s*$/)
  })

  test('that confirms a sign-up is of the same brand', async () => {
    const domain = ownDomain()
    jobs.length = 0
    await ask('POST', '/briefings/energy/subscribe', { form: { email: `a@${domain}` } })
    await consume(jobs.splice(0), { TOKEN_SECRET: SECRETS.current, ADDRESS_PEPPER: SECRETS.pepper })
    const [mail] = await received(domain)
    const { html = '', text = '' } = await PostalMime.parse(mail?.raw ?? '')
    expect(html).toContain(`src="${ORIGIN}/logos/${logo}"`)
    expect(html).toContain('bgcolor="#0b5cad"')
    expect(html).toContain('4 Harbour Street')
    expect(text).toMatch(/^North Coast <Desk>\n[\s\S]*4 Harbour Street, Halden\s*$/)
  })
})
