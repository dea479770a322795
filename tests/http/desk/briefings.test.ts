import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { admin, get, store } from '../../worker.ts'

const NEW = '/desk/briefings/new'
const SCRIPT = '<script>alert(1)</script>'

/** What a browser would send of the form on a page: the fields as they stand there. */
async function filledIn(answer: Response): Promise<[string, string][]> {
  const fields: [string, string][] = []
  let area: string | null = null
  let choice: string | null = null
  await new HTMLRewriter()
    .on('#recipe input', {
      element(element) {
        const [name, type] = [element.getAttribute('name'), element.getAttribute('type')]
        if (name === null || name === 'form-token') return
        if ((type === 'checkbox' || type === 'radio') && !element.hasAttribute('checked')) return
        fields.push([name, element.getAttribute('value') ?? ''])
      },
    })
    .on('#recipe textarea', {
      element(element) {
        area = element.getAttribute('name') ?? ''
        fields.push([area, ''])
      },
      text({ text }) {
        const last = fields.at(-1)
        if (last) last[1] += text
      },
    })
    .on('#recipe select', {
      element(element) {
        choice = element.getAttribute('name') ?? ''
      },
    })
    .on('#recipe option', {
      element(element) {
        if (element.hasAttribute('selected')) fields.push([choice ?? '', element.getAttribute('value') ?? ''])
      },
    })
    .transform(answer)
    .text()
  // The line feed after a start tag is not part of what stands in a textarea.
  return fields.map(([name, value]) => [name, decoded(value.replace(/^\n/, ''))])
}

function decoded(text: string): string {
  const characters: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    '#39': "'",
    '#x27': "'",
    '#x2F': '/',
    '#x60': '`',
    '#x3D': '=',
  }
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => characters[name] ?? whole)
}

/** The same with some of them written anew. */
function withFields(fields: readonly [string, string][], more: Readonly<Record<string, string>>): [string, string][] {
  return [...fields.filter(([name]) => !(name in more)), ...Object.entries(more)]
}

async function recipe(slug: string): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(await (await admin('GET', `/api/briefings/${slug}`)).json())
}

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const made = await admin('POST', '/api/tokens', { name: `token ${scopes.join()}`, scopes })
  return z.object({ token: z.string() }).parse(await made.json()).token
}

test('the list teaches, and shows what there is', async () => {
  const browser = await editor()
  expect(await (await browser.get('/desk/briefings')).text()).toContain('There is no briefing yet')
  await admin('PUT', '/api/briefings/energy', {
    title: 'Energy & <more>',
    timezone: 'Europe/Kyiv',
    visibility: 'unlisted',
    schedule: { cron: '0 7 * * MON-FRI', approval: true },
  })
  await admin('POST', '/api/briefings/energy/subscribers', [
    { email: 'a@example.com', consentedAt: '2026-01-01T00:00:00Z', consentSource: 'test' },
  ])
  await admin('POST', '/api/briefings/energy/editions')
  const page = await (await browser.get('/desk/briefings')).text()
  expect(page).toContain('Energy &amp; &lt;more&gt;')
  expect(page).toContain('Monday to Friday at 07:00, after approval')
  expect(page).toContain('href="/desk/briefings/energy/editions/1"')
  expect(page).toMatch(/subscribers">1</)
  expect(page).toContain('Unlisted')
})

test('a briefing is made, seen before it is saved, and saved', async () => {
  await store(article({ headline: 'A gas deal', topics: ['gas'] }))
  await store(article({ headline: 'Something else', topics: ['sport'] }))
  const browser = await editor()
  const empty = await filledIn(await browser.get(NEW))
  const typed = withFields(empty, { title: 'Gas today', 'topics-any': 'gas', introduction: 'Read this first.', act: 'preview' })

  const looked = await browser.post(NEW, typed, NEW)
  expect(looked.status).toBe(200)
  const page = await looked.text()
  expect(page).toContain('value="Gas today"')
  const frame = /src="(\/desk\/preview\/mail-dark\?kept=[\w-]+)"/.exec(page)?.[1] ?? ''
  const shown = await browser.get(frame)
  expect(shown.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
  expect(shown.headers.get('Content-Security-Policy')).toContain('sandbox')
  expect(shown.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
  const mail = await shown.text()
  expect(mail).toContain('Read this first.')
  expect(mail).toContain('A gas deal')
  expect(mail).not.toContain('Something else')
  expect(mail).toContain('@media (min-width: 0)')
  expect(mail).not.toContain('prefers-color-scheme')
  expect((await admin('GET', '/api/briefings/gas-today')).status).toBe(404)

  const saved = await browser.post(NEW, withFields(typed, { act: 'save' }), NEW)
  expect(saved.headers.get('Location')).toBe('/desk/briefings/gas-today?done=saved')
  expect(await recipe('gas-today')).toMatchObject({
    title: 'Gas today',
    introduction: 'Read this first.',
    select: { topics: { any: ['gas'] } },
  })
  expect((await get('/briefings/gas-today')).status).toBe(200)
})

test('a recipe goes through its form unchanged', async () => {
  await store(article({ headline: 'A', topics: ['gas'] }))
  const full = {
    title: 'Everything',
    description: 'All of it.',
    introduction: 'Hello.',
    language: 'uk',
    timezone: 'Europe/Kyiv',
    visibility: 'private',
    select: {
      topics: { any: ['gas', 'oil'], all: ['energy'], none: ['sport'] },
      outlets: ['Reuters', 'Agence France-Presse, Paris'],
      window: 'P1DT12H',
      limit: 7,
      order: 'origins',
      pinned: ['a', 'gone'],
      excluded: ['b'],
      onlyNew: true,
    },
    sections: [{ title: 'Gas', topics: ['gas'] }],
    notes: { a: 'Mind this.', b: 'And that.' },
    template: null,
    schedule: { cron: '30 6 * * 1-5', skipIfEmpty: false, minimumArticles: 2, skipDates: ['2026-12-25', '2026-12-26'], approval: true },
    mail: { from: 'Energy desk <energy@example.org>', replyTo: 'answers@example.org' },
  }
  await admin('PUT', '/api/briefings/everything', full)
  const browser = await editor()
  const path = '/desk/briefings/everything'
  const form = await filledIn(await browser.get(path))
  expect((await browser.post(path, withFields(form, { act: 'save' }), path)).status).toBe(303)
  expect(await recipe('everything')).toMatchObject(full)
})

describe('the order by hand', () => {
  test('is set by buttons that need no script, and saved with the form', async () => {
    for (const headline of ['One', 'Two', 'Three']) await store(article({ headline }))
    await admin('PUT', '/api/briefings/all', { title: 'All' })
    const browser = await editor()
    const path = '/desk/briefings/all'
    let form = await filledIn(await browser.get(path))
    for (const act of ['pin:one', 'pin:two', 'up:two', 'leave-out:three', 'unpin:one', 'pin:one']) {
      const answer = await browser.post(path, withFields(form, { act }), path)
      expect(answer.status).toBe(200)
      form = await filledIn(answer)
    }
    expect(await recipe('all')).toMatchObject({ select: { pinned: [], excluded: [] } })
    await browser.post(path, withFields(form, { act: 'save' }), path)
    expect(await recipe('all')).toMatchObject({ select: { pinned: ['two', 'one'], excluded: ['three'] } })
  })

  test('takes an article by its address', async () => {
    await store(article({ headline: 'One', topics: ['x'] }))
    await admin('PUT', '/api/briefings/gas', { title: 'Gas', select: { topics: { any: ['gas'] } } })
    const browser = await editor()
    const path = '/desk/briefings/gas'
    const form = await filledIn(await browser.get(path))
    const page = await (
      await browser.post(path, withFields(form, { 'pin-named': 'https://brief.example/articles/one.md', act: 'look' }), path)
    ).text()
    expect(page).toContain('name="pinned" value="one"')
    expect(page).not.toContain('Not shown now')
  })
})

describe('what cannot be saved', () => {
  test.each([
    ['timezone', 'Mars/Olympus', 'must be an IANA time zone', {}],
    ['language', 'not a language', 'must be a BCP 47 language tag', {}],
    ['cron', '61 7 * * *', 'has a minute that cannot be read', { schedule: 'cron' }],
    ['cron', '* * * * *', 'two runs less than five minutes apart', { schedule: 'cron' }],
    ['time', '25:00', 'choose at least one day', { schedule: 'weekly' }],
    ['limit', '51', 'Too big', {}],
    ['limit', 'ten', 'must be a whole number', {}],
    ['window', 'a day', 'must be an ISO 8601 duration', {}],
    ['topics-any', 'Gas Deals, ok', 'must be lower-case letters', {}],
    ['skip-dates', '2026-02-30', 'must be a date', { schedule: 'weekly' }],
    ['from', 'nobody', 'must be an address', {}],
    ['slug', 'Not A Slug', 'must be lower-case letters', {}],
  ])('%s of %s is named, and nothing typed is lost', async (field, value, reason, more) => {
    const browser = await editor()
    const form = withFields(await filledIn(await browser.get(NEW)), {
      title: 'Kept title',
      introduction: 'Kept words',
      ...more,
      [field]: value,
      act: 'save',
    })
    const answer = await browser.post(NEW, form, NEW)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page.toLowerCase()).toContain(reason.toLowerCase())
    expect(page).toContain(`href="#${field}"`)
    expect(page).toContain(`id="${field}-error"`)
    expect(page).toContain('Kept title')
    expect(page).toContain('Kept words')
    expect(page).toContain(value)
  })

  test('a name that is taken is said, and the other stays', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Theirs' })
    const browser = await editor()
    const form = withFields(await filledIn(await browser.get(NEW)), { title: 'Energy', act: 'save' })
    const answer = await browser.post(NEW, form, NEW)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('is the name of another briefing')
    expect(await recipe('energy')).toMatchObject({ title: 'Theirs' })
  })

  test('script in every field stands there as text', async () => {
    const browser = await editor()
    const form = (await filledIn(await browser.get(NEW))).map(([name]): [string, string] => [name, name === 'version' ? '' : SCRIPT])
    for (const act of ['save', 'look', 'preview', `up:${SCRIPT}`]) {
      const answer = await browser.post(
        NEW,
        withFields(form, { act, pinned: SCRIPT, excluded: SCRIPT, 'note-of': SCRIPT, note: SCRIPT }),
        NEW,
      )
      const page = await answer.text()
      expect(page).toContain('&lt;script&gt;alert(1)')
      expect(page).not.toContain('<script>alert')
    }
    const framed = await browser.post('/desk/preview/md', withFields(form, {}), NEW)
    expect(await framed.text()).not.toContain('<script>alert')
  })
})

describe('two editors of one recipe', () => {
  test('the second is shown the difference, loses nothing, and may then save', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy', introduction: 'Old words' })
    const [one, other] = [await editor(), await editor()]
    const path = '/desk/briefings/energy'
    const [first, second] = [await filledIn(await one.get(path)), await filledIn(await other.get(path))]
    expect((await one.post(path, withFields(first, { introduction: 'Their words', act: 'save' }), path)).status).toBe(303)
    const late = await other.post(path, withFields(second, { introduction: 'My words', description: 'Mine too', act: 'save' }), path)
    expect(late.status).toBe(409)
    const page = await late.clone().text()
    expect(page).toContain('What a colleague saved meanwhile')
    expect(page).toContain('Their words')
    expect(page).toContain('My words')
    expect(await recipe('energy')).toMatchObject({ introduction: 'Their words' })
    expect((await other.post(path, withFields(await filledIn(late), { act: 'save' }), path)).status).toBe(303)
    expect(await recipe('energy')).toMatchObject({ introduction: 'My words', description: 'Mine too' })
  })

  test('one that was removed meanwhile is not lost', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    const browser = await editor()
    const path = '/desk/briefings/energy'
    const form = await filledIn(await browser.get(path))
    await admin('DELETE', '/api/briefings/energy')
    const late = await browser.post(path, withFields(form, { title: 'Still here', act: 'save' }), NEW)
    expect(late.status).toBe(409)
    expect((await browser.post(path, withFields(await filledIn(late), { act: 'save' }), NEW)).status).toBe(303)
    expect(await recipe('energy')).toMatchObject({ title: 'Still here' })
  })

  test('the API refuses a stale recipe, too', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'One' })
    const etag = (await admin('GET', '/api/briefings/energy')).headers.get('ETag') ?? ''
    expect((await admin('PUT', '/api/briefings/energy', { title: 'Two' }, { 'If-Match': etag })).status).toBe(200)
    expect((await admin('PUT', '/api/briefings/energy', { title: 'Three' }, { 'If-Match': etag })).status).toBe(412)
    expect(await recipe('energy')).toMatchObject({ title: 'Two' })
  })
})

describe('scopes', () => {
  test('who may only read sees, and changes nothing', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    const browser = new Browser()
    await browser.login(await tokenWith(['read']))
    const path = '/desk/briefings/energy'
    const page = await (await browser.get(path)).text()
    expect(page).toContain('<fieldset class="work" disabled>')
    expect(page).not.toContain('value="save"')
    expect((await browser.get(NEW)).status).toBe(403)
    for (const to of [NEW, path, `${path}/remove`, `${path}/editions`])
      expect((await browser.post(to, { title: 'x' }, path)).status).toBe(403)
    expect(await recipe('energy')).toMatchObject({ title: 'Energy' })
  })

  test('who may not send keeps the schedule as it is', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy', schedule: { cron: '0 7 * * *' } })
    const browser = new Browser()
    await browser.login(await tokenWith(['read', 'write']))
    const path = '/desk/briefings/energy'
    const form = withFields(await filledIn(await browser.get(path)), { title: 'Renamed', schedule: 'cron', cron: '0 9 * * *', act: 'save' })
    expect((await browser.post(path, form, path)).status).toBe(303)
    expect(await recipe('energy')).toMatchObject({ title: 'Renamed', schedule: { cron: '0 7 * * *' } })
  })
})

test('removing a briefing says what is kept, and keeps it', async () => {
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await admin('POST', '/api/briefings/energy/editions')
  const browser = await editor()
  const asked = await (await browser.get('/desk/briefings/energy/remove')).text()
  expect(asked).toContain('Its editions at their addresses: 1.')
  const removed = await browser.post('/desk/briefings/energy/remove', {}, '/desk/briefings/energy/remove')
  expect(removed.headers.get('Location')).toBe('/desk/briefings?done=removed')
  expect((await get('/briefings/energy')).status).toBe(404)
  expect((await get('/briefings/energy/editions/1')).status).toBe(200)
  expect((await browser.get('/desk/briefings/energy')).status).toBe(404)
})
