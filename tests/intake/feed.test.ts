import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readFeed, type Feed } from '../../src/intake/feed.ts'
import { paragraphsOfMarkup } from '../../src/intake/markup-text.ts'
import { atom, DIALECTS, ITEMS, rss, rssItem } from '../feeds.ts'

const NOW = '2026-03-05T12:00:00Z'

function reading(text: string, fields: Partial<Parameters<typeof readFeed>[1]> = {}) {
  return readFeed(text, { address: null, now: NOW, most: 50, distinct: false, ...fields })
}

async function taken(text: string, fields: Partial<Parameters<typeof readFeed>[1]> = {}): Promise<Feed> {
  const feed = await reading(text, fields)
  if (!feed.ok) throw new Error(JSON.stringify(feed.error))
  return feed.value
}

/** Of one RSS item. */
async function item(fields: Readonly<Record<string, string>>) {
  const { articles, warnings } = await taken(rss(rssItem({ title: 'A head', ...fields })))
  return { ...articles[0]?.input, warnings: warnings.map(({ detail }) => detail) }
}

const details = ({ warnings }: Feed) => warnings.map(({ pointer, detail }) => `${pointer}: ${detail}`)
const headlines = ({ articles }: Feed) => articles.map(({ input }) => input.headline)

describe('every dialect says the same', () => {
  it.each(Object.entries(DIALECTS))('%s', async (_, { text }) => {
    const { articles, warnings } = await taken(text)
    expect(warnings).toEqual([])
    expect(articles.map(({ input }) => ({ headline: input.headline, link: input.url, paragraphs: input.body }))).toEqual(ITEMS)
    for (const { input, outlet } of articles) {
      expect(input).toMatchObject({ byline: ['Ines Falk'], publishedAt: '2026-03-02T06:00:00Z', language: 'en-GB' })
      expect(outlet).toEqual({ name: 'Coast Courier', url: 'https://coast.example/' })
    }
  })
})

describe('the text of an item', () => {
  it.each([
    [
      'full content before a summary',
      { description: 'Short.', 'content:encoded': '<![CDATA[<p>Long.</p><p>Longer.</p>]]>' },
      ['Long.', 'Longer.'],
      'Short.',
    ],
    [
      'no dek that only begins the text',
      { description: 'It was a long [&amp;#8230;]', 'content:encoded': 'It was a long day.' },
      ['It was a long day.'],
      null,
    ],
    ['a summary for want of a text', { description: 'Only &lt;b&gt;this&lt;/b&gt;.' }, ['Only this.'], null],
    ['a headline for want of both', { description: ' &amp;nbsp; ' }, ['A head'], null],
    [
      'no line that a content system adds',
      { 'content:encoded': '<![CDATA[<p>News.</p><p>The post A head appeared first on Coast.</p>]]>' },
      ['News.'],
      null,
    ],
    ['numeric references, escaped once and twice', { description: 'R&#38;D &amp;#8212; ok &amp;amp; done' }, ['R&D — ok & done'], null],
  ])('takes %s', async (_, fields, body, dek) => expect(await item(fields)).toMatchObject({ headline: 'A head', body, dek }))

  it('makes a headline of the first words where there is none, and says so', async () => {
    const { articles, warnings } = await taken(rss(rssItem({ description: 'The harbour froze over on Sunday. Ships wait.' })))
    expect(articles[0]?.input.headline).toBe('The harbour froze over on Sunday.')
    expect(warnings).toEqual([{ pointer: '/items/0', detail: 'it has no headline: its first words stand for one' }])
  })

  it.each([
    ['markup in a headline', '<![CDATA[Port <em>opens</em> &amp; trades]]>', 'Port opens & trades'],
    ['what a headline is about', 'Why &lt;marquee&gt; is back', 'Why <marquee> is back'],
    ['lines', '\n  Port\n  opens ', 'Port opens'],
  ])('reads %s', async (_, title, headline) => expect(await item({ title })).toMatchObject({ headline }))

  it('takes Atom at its word about what is markup', async () => {
    const { articles } = await taken(
      atom('<entry><title type="text">Use &lt;b&gt; less</title><content type="text">if a &lt;b&gt; c</content></entry>'),
    )
    expect(articles[0]?.input).toMatchObject({ headline: 'Use <b> less', body: ['if a <b> c'] })
  })
})

describe('the link of an item', () => {
  const entry = (href: string, attributes = '') => `<entry ${attributes}><title>A head</title><link href="${href}"/></entry>`
  it.each([
    ['the site', atom(entry('/a')), null, 'https://coast.example/a'],
    ["the feed's base", atom(entry('a'), 'xml:base="https://cdn.example/x/"'), null, 'https://cdn.example/x/a'],
    [
      "the entry's base in the feed's",
      atom(entry('a', 'xml:base="y/"'), 'xml:base="https://cdn.example/x/"'),
      null,
      'https://cdn.example/x/y/a',
    ],
    ['a base that is only a fragment', atom(entry('/a'), 'xml:base="#top"'), null, 'https://coast.example/a'],
    [
      'where it was found',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entry('a')}</feed>`,
      'https://found.example/f/x',
      'https://found.example/f/a',
    ],
    ['nothing', `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entry('/a')}</feed>`, null, null],
    ['a permanent id', rss('<item><title>A head</title><guid>https://coast.example/g</guid></item>'), null, 'https://coast.example/g'],
    [
      'an id that is no address',
      rss('<item><title>A head</title><guid isPermaLink="false">https://coast.example/g</guid></item>'),
      null,
      null,
    ],
    ['a script', rss(rssItem({ title: 'A head', link: 'javascript:alert(1)' })), null, null],
    ['credentials', rss(rssItem({ title: 'A head', link: 'https://a:b@coast.example/' })), null, null],
  ])('resolves against %s', async (_, text, address, url) => {
    const { articles } = await taken(text, { address })
    expect(articles.map(({ input }) => input.url)).toEqual([url])
  })

  it('says when it drops one', async () => {
    expect(await item({ link: 'javascript:alert(1)', description: 'x' })).toMatchObject({
      url: null,
      warnings: ['its link "javascript:alert(1)" is no web address, and is dropped'],
    })
  })

  it('is no article’s own where several lie on one page, or the feed itself does', async () => {
    const text = rss(
      [
        ['One', 'https://coast.example/notes#1'],
        ['Two', 'https://coast.example/notes#2'],
        ['Three', 'https://coast.example'],
        ['Four', 'https://coast.example/4'],
      ]
        .map(([title = '', link = '']) => rssItem({ title, link, description: `${title}.` }))
        .join(''),
    )
    const stored = await taken(text, { distinct: true })
    expect(stored.articles.map(({ input }) => input.url)).toEqual([null, null, null, 'https://coast.example/4'])
    expect(stored.articles[1]?.outlet?.url).toBe('https://coast.example/notes#2')
    const shown = await taken(text)
    expect(shown.articles.map(({ input }) => input.url)).toEqual([
      'https://coast.example/notes#1',
      'https://coast.example/notes#2',
      'https://coast.example/',
      'https://coast.example/4',
    ])
    expect(shown.warnings.map(({ pointer }) => pointer)).toEqual(['/items/0', '/items/1', '/items/2'])
  })
})

describe('what stands beside the text', () => {
  it.each([
    ['an RFC 822 date', 'Mon, 02 Mar 2026 08:00:00 EST', '2026-03-02T13:00:00Z'],
    ['a year of two digits', '02 Mar 26 08:00 GMT', '2026-03-02T08:00:00Z'],
    ['a Portuguese month', 'Seg, 02 Fev 2026 08:00:00 -0300', '2026-02-02T11:00:00Z'],
    ['a French month', 'mar. 10 juin 2025 08:00 GMT', '2025-06-10T08:00:00Z'],
    ['a date without a time', '02 Mar 2026', '2026-03-02T00:00:00Z'],
    ['an ISO date', '2026-03-02T08:00:00.123+05:30', '2026-03-02T02:30:00Z'],
    ['a clock that runs ahead a little', '2026-03-05T12:30:00Z', '2026-03-05T12:30:00Z'],
    ['a date in the future', '2026-03-05T14:00:00Z', null],
    ['a far one', 'Fri, 01 Jan 2099 00:00:00 GMT', null],
    ['a day that is none', 'yesterday', null],
  ])('reads %s', async (_, pubDate, publishedAt) => {
    const read = await item({ pubDate, description: 'x' })
    expect(read.publishedAt).toBe(publishedAt)
    expect(read.warnings).toHaveLength(publishedAt === null ? 1 : 0)
  })

  it.each([
    ['two people', 'Ines Falk and Tomas Rohe', ['Ines Falk', 'Tomas Rohe']],
    ['a desk with an "and"', 'Department for Research and Development', ['Department for Research and Development']],
    ['an address with a name', 'ines@coast.example (Ines Falk)', ['Ines Falk']],
    ['a credit', 'By Ines Falk', ['Ines Falk']],
  ])('reads %s', async (_, creator, byline) => expect(await item({ 'dc:creator': creator, description: 'x' })).toMatchObject({ byline }))

  it('derives a byline from the text where there is only an address', async () => {
    expect((await item({ author: 'desk@coast.example', description: 'x' })).byline).toBeUndefined()
  })

  it('names the feed that an item was gathered from', async () => {
    const { articles } = await taken(rss('<item><title>A head</title><source url="https://far.example/feed">Far Post</source></item>'))
    expect(articles[0]?.outlet).toEqual({ name: 'Far Post', url: 'https://far.example/feed' })
  })

  it('keeps categories, and the language of an item before its feed’s', async () => {
    const { articles } = await taken(rss(rssItem({ title: 'A head', category: 'Sea', 'dc:language': 'uk' })))
    expect(articles[0]).toMatchObject({ categories: ['Sea'], input: { language: 'uk' } })
  })
})

describe('items that are wrong', () => {
  it('leaves out one that is broken, and takes the others', async () => {
    const good = (name: string) => rssItem({ title: name, description: `${name}.` })
    const feed = await taken(rss(`${good('One')}<item><title>Broken</item>${good('Two')}<item/>${good('Three')}`))
    expect(headlines(feed)).toEqual(['One', 'Two', 'Three'])
    expect(details(feed)).toEqual(['/items/1: it cannot be read, and is left out', '/items/3: it cannot be read, and is left out'])
  })

  it('leaves out one of JSON that is no item', async () => {
    const feed = await taken(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        items: [1, null, { title: ['One'], content_text: 'x' }, { content_html: {} }],
      }),
    )
    expect(headlines(feed)).toEqual(['One'])
    expect(feed.warnings.map(({ pointer }) => pointer)).toEqual(['/items/0', '/items/1', '/items/3'])
  })

  it('reads what came before a feed was cut off', async () => {
    const whole = rss(`${rssItem({ title: 'One', description: 'x' })}${rssItem({ title: 'Two', description: 'y' })}`)
    expect(headlines(await taken(whole.slice(0, whole.indexOf('Two'))))).toEqual(['One'])
  })

  it('takes an item once that has the id and headline, or link and text, of another', async () => {
    const same = { title: 'One', link: 'https://coast.example/1', description: 'x' }
    const feed = await taken(
      rss(
        rssItem(same) +
          rssItem(same) +
          rssItem({ title: 'Two', guid: 'g', description: 'y' }) +
          rssItem({ title: 'Two', guid: 'g', description: 'z' }),
      ),
    )
    expect(headlines(feed)).toEqual(['One', 'Two'])
    expect(details(feed)).toEqual(['/items/1: it is /items/0 again, and is left out', '/items/3: it is /items/2 again, and is left out'])
  })

  it('says how many were left out, and does not mind how many there are', async () => {
    const feed = await taken(
      rss(Array.from({ length: 20_000 }, (_, i) => rssItem({ title: `Number ${i}`, description: `${i}.` })).join('')),
      { most: 3 },
    )
    expect(headlines(feed)).toEqual(['Number 0', 'Number 1', 'Number 2'])
    expect(details(feed)).toEqual(['/items: the first 3 of 20000 items were read; 19997 were left out'])
  })

  it('does not take tags in a section or a comment for items', async () => {
    const feed = await taken(rss(`<!-- <item> -->${rssItem({ title: 'One', description: '<![CDATA[<item>x</item>]]>' })}`))
    expect(headlines(feed)).toEqual(['One'])
    expect(feed.warnings).toEqual([])
  })
})

const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`).join('')

describe('what is no feed', () => {
  it.each([
    ['no item', rss(''), 422, 'the feed holds no item'],
    [
      'only items with nothing in them',
      rss('<item><link>https://coast.example/1</link></item>'),
      422,
      'it has neither a headline nor text, and is left out',
    ],
    [
      'entities that stand for entities',
      rss(rssItem({ title: '&lol9;' }), { before: `<!DOCTYPE lolz [<!ENTITY lol0 "lol">${lol}]>` }),
      422,
      'its document type declares entities that stand for more than a character: leave the DOCTYPE out',
    ],
    [
      'an entity that stands for a file',
      rss(rssItem({ title: '&x;' }), { before: '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' }),
      422,
      'its document type declares entities that stand for more than a character: leave the DOCTYPE out',
    ],
    ['a document type without an end', `<!DOCTYPE rss [${'<!ENTITY % a "'.repeat(1000)}`, 422, 'its document type does not end'],
    ['a page', '<!doctype html><html><body><p>Hello</p></body></html>', 422, 'it is not RSS, Atom or JSON Feed'],
    ['other JSON', '{"title": 1}', 422, 'it is not a JSON Feed: its "version" does not say so'],
    ['items that are no list', '{"version": "https://jsonfeed.org/version/1", "items": {}}', 422, 'the "items" of a JSON Feed are a list'],
    ['broken JSON', '{"version": ', 400, undefined],
    ['text', 'Hello', 400, undefined],
    ['compressed bytes', '\u001f\ufffd\b\0\0', 400, undefined],
    ['depth', rss(`<item>${'<a>'.repeat(200_000)}`), 400, undefined],
    ['sections without an end', rss('<![CDATA['.repeat(100_000)), 400, undefined],
  ])('refuses %s', async (_, text, status, detail) => {
    const feed = await reading(text)
    expect(feed.ok ? null : { status: feed.error.status, detail: feed.error.flaws[0]?.detail }).toEqual({ status, detail })
  })

  it('reads a document type whose entities are characters', async () => {
    const feed = await taken(rss(rssItem({ title: 'A&nbsp;head' }), { before: '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>' }))
    expect(headlines(feed)).toEqual(['A head'])
  })
})

const PIECES = [
  '<',
  '>',
  '</item>',
  '<item>',
  '<entry>',
  '&#0;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '"',
  '\ud800',
  '<__proto__>',
  '</title>',
  '<?',
  '{',
  '[',
  '\\',
]

describe('a mangled feed is read or refused', () => {
  it.each(Object.entries(DIALECTS))('%s', async (_, { text }) => {
    const ends = new Set<boolean>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(text.length), fc.constantFrom(...PIECES), fc.nat(40)), { minLength: 1, maxLength: 6 }),
        async (cuts) => {
          const mangled = cuts.reduce((whole, [at, piece, gone]) => whole.slice(0, at) + piece + whole.slice(at + gone), text)
          ends.add((await reading(mangled)).ok)
        },
      ),
      { numRuns: 150, seed: 5 },
    )
    // The mangling must leave some whole and break others, or it proves nothing.
    expect(ends.size).toBe(2)
  })
})

describe('paragraphs of markup', () => {
  it.each([
    ['blocks', '<div>One <b>bold</b> word.<ul><li>Two</li><li>Three</li></ul></div>Four', ['One bold word.', 'Two', 'Three', 'Four']],
    ['breaks', 'One<br>still one<br/><br>Two', ['One still one', 'Two']],
    [
      'what is no prose',
      '<p>One</p><script>if (a<b) "</p>"</script><style>p{}</style><figure><img alt="x"><figcaption>Cap</figcaption></figure><!-- no --><p>Two</p>',
      ['One', 'Two'],
    ],
    ['a picture in a tag', `<p>One <img alt='>' src="data:image/png;base64,${'A'.repeat(100_000)}"> two</p>`, ['One two']],
    ['plain text', 'One\nstill one\n\nTwo', ['One still one', 'Two']],
    ['a bracket that opens no tag', '<p>2 < 3 and a<b</p>', ['2 < 3 and a<b']],
    ['nothing', '<p>&nbsp;</p><br>', []],
    [
      'character references',
      'M&uuml;nchen &#145;&Eacute;t&eacute;&#x2019; &ndash; &lt;p&gt; &toString; &nosuch; &#0;',
      ['München ‘Été’ – <p> &toString; &nosuch; &#0;'],
    ],
    ['an end that is missing', '<p>One<div', ['One<div']],
  ])('reads %s', (_, markup, paragraphs) => expect(paragraphsOfMarkup(markup)).toEqual(paragraphs))

  test.each([
    '<',
    '<a ',
    '<a b="',
    '<!--',
    '<script>',
    '<script></script ',
    '<div>',
    '<br><br>',
    '&',
    '</',
    "<a b='",
    '<figure>',
    '<p "',
    'x="',
    '<p ""',
  ])('takes a megabyte of %s in its stride', (piece) => {
    expect(paragraphsOfMarkup(`<p>Head</p>${piece.repeat(1_048_576 / piece.length)}`)[0]).toBe('Head')
  })
})
