import { describe, expect, it } from 'vitest'
import { readMarkdown, type MarkdownDocument } from '../../src/intake/markdown.ts'

const NOW = '2026-03-02T12:00:00Z'
const BODY = 'The bridge at Vell opened on Monday.'

async function read(
  head: string,
  { text = BODY, fence = '---', address = null }: { text?: string; fence?: string; address?: string | null } = {},
): Promise<MarkdownDocument> {
  const result = await readMarkdown(`${fence}\n${head}\n${fence}\n${text}`, { address, now: NOW })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function refusal(raw: string): Promise<string> {
  const result = await readMarkdown(raw, { address: null, now: NOW })
  return result.ok ? 'it was read' : (result.error[0]?.detail ?? '')
}

const WHOLE = {
  headline: 'A bridge opens',
  dek: 'After six years.',
  publishedAt: '2026-03-01T06:00:00Z',
  byline: ['Ines Falk', 'Olu Berg'],
  language: 'en-GB',
  url: 'https://coast.example/bridge',
  topics: ['vell', 'public-works'],
  body: [BODY],
}

describe('front matter', () => {
  it.each([
    [
      'YAML by an article’s own names',
      '---',
      'headline: A bridge opens\ndek: After six years.\npublishedAt: 2026-03-01T08:00:00+02:00\nbyline: [Ines Falk, Olu Berg]\nlanguage: en-GB\nurl: https://coast.example/bridge\ntopics: [vell, public-works]\noutlet: Coast Courier',
    ],
    [
      'YAML as blogs write it',
      '---',
      '# A comment\ntitle: "A bridge opens"\ndescription: >\n  After\n  six years.\ndate: 2026-03-01 08:00:00 +0200\nauthor: By Ines Falk and Olu Berg\nlang: en_GB\ncanonical_url: https://coast.example/bridge\ntags:\n  - Vell\ncategories:\n  - Public works\npublisher:\n  name: Coast Courier',
    ],
    [
      'YAML as web clippers write it',
      '---',
      'title: A bridge opens\nsource: https://coast.example/bridge\nauthor:\n  - "[[Ines Falk]]"\n  - "[[Olu Berg]]"\npublished: 2026-03-01T06:00Z\ndescription: After six years.\nlocale: en-GB\ntags: [Vell, "Públic works"]\nsite: Coast Courier',
    ],
    [
      'TOML',
      '+++',
      'title = "A bridge opens"\nsummary = "After six years."\ndate = 2026-03-01T08:00:00+02:00\nauthors = ["Ines Falk", "Olu Berg"]\nlanguage = "en-GB"\nlink = "https://coast.example/bridge"\ntags = ["Vell", "Public works"]\nsource = "Coast Courier"',
    ],
  ])('is read in %s', async (_, fence, head) => {
    const { document, outlet, warnings } = await read(head, { fence })
    expect(document).toEqual(WHOLE)
    expect(outlet).toEqual({ name: 'Coast Courier', url: null })
    expect(warnings).toEqual([])
  })

  it('trusts an article’s own names first, and an empty field says nothing', async () => {
    const { document } = await read('title: Another\nheadline: A bridge opens\ndek:\ndescription: After six years.\ndate: ""\nauthors: []')
    expect(document).toEqual({ headline: 'A bridge opens', dek: 'After six years.', body: [BODY] })
  })

  it('hands on the fields that only an article has', async () => {
    const { document } = await read(
      'visibility: private\nembargoUntil: 2026-04-01T00:00:00Z\npeople:\n  - name: Ines Falk\n    role: engineer',
      {
        text: `# A bridge opens\n\n${BODY}`,
      },
    )
    expect(document).toEqual({
      headline: 'A bridge opens',
      visibility: 'private',
      embargoUntil: '2026-04-01T00:00:00Z',
      people: [{ name: 'Ines Falk', role: 'engineer' }],
      body: [BODY],
    })
  })

  it('takes its headline once, and keeps other headings', async () => {
    expect((await read('title: A bridge opens', { text: `# A *bridge* opens\n\n${BODY}` })).document.body).toEqual([BODY])
    expect((await read('title: A bridge opens', { text: `# Vell\n\n${BODY}` })).document.body).toEqual(['Vell', BODY])
  })

  it('resolves an address against the document’s own', async () => {
    const address = 'https://coast.example/news/'
    expect((await read('title: A\nurl: /bridge', { address })).document['url']).toBe('https://coast.example/bridge')
  })

  it.each([
    ['layout: post', '/layout', 'names no field'],
    ['date: soon', '/date', 'cannot be read'],
    ['date: 2026-03-02T13:01:00Z', '/date', 'lies in the future'],
    ['url: /bridge', '/url', 'no web address'],
    ['link: "javascript:alert(1)"', '/link', 'no web address'],
    ['lang: "??"', '/lang', 'no language tag'],
    ['tags: [港]', '/tags', 'Latin alphabet'],
  ])('warns of %s', async (head, pointer, detail) => {
    const { document, warnings } = await read(`title: A bridge opens\n${head}`)
    expect(document).toEqual({ headline: 'A bridge opens', body: [BODY] })
    expect(warnings).toEqual([{ pointer, detail: expect.stringContaining(detail) }])
  })

  it.each([
    ['a thematic break', `---\n\n# A bridge opens\n\n${BODY}\n\n---\n`],
    ['a break and prose', `---\nThe mayor said: it opens.\n\n${BODY}\n\n---\n`],
    ['two breaks', `---\n---\n# A bridge opens\n\n${BODY}`],
    ['plus signs', `+++\nNothing more\n+++`],
  ])('is not what begins with %s', async (_, raw) => {
    const result = await readMarkdown(raw, { address: null, now: NOW })
    expect(result.ok && Object.keys(result.value.document)).toEqual(['headline', 'body'])
  })
})

describe('front matter that is broken', () => {
  const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`)
    .join('\n')}`
  it.each([
    ['YAML', '---\ntitle: "A bridge\n---\nText', 'is no YAML'],
    ['a key twice', '---\ntitle: A\ntitle: B\n---\nText', 'is no YAML'],
    ['TOML', '+++\ntitle = A bridge\n+++\nText', 'is no TOML'],
    ['without an end', '---\ntitle: A bridge\n\nText', 'has no end'],
    ['aliases that multiply', `---\ntitle: A\n${laughs}\n---\nText`, 'is no YAML'],
    ['an alias to itself', '---\ntitle: &a [*a]\n---\nText', 'is no YAML'],
    ['an alias to nothing', '---\ntitle: *a\n---\nText', 'is no YAML'],
    ['deep brackets', `---\ntitle: ${'['.repeat(20_000)}\n---\nText`, 'nests deeper'],
    ['deep lists', `---\ntitle:\n${'- '.repeat(20_000)}x\n---\nText`, 'nests deeper'],
    ['deep TOML', `+++\ntitle = ${'['.repeat(20_000)}\n+++\nText`, 'nests deeper'],
    ['endless fields', `---\n${'title: A\n'.repeat(100_000)}---\nText`, 'longer than'],
  ])('is refused: %s', async (_, raw, reason) => expect(await refusal(raw)).toContain(reason))

  it('cannot reach the prototype of anything', async () => {
    const { document } = await read('title: A\n__proto__:\n  polluted: yes\nconstructor: x')
    expect(Object.keys(document)).toEqual(['headline', 'body'])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
