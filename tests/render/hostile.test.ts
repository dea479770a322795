import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import type { ComposedArticle, Composition } from '../../src/core/composition.ts'
import { renderHtml, stylesheet } from '../../src/render/html.ts'
import { renderMailHtml } from '../../src/render/mail.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { renderMessage } from '../../src/render/message.ts'
import { renderText } from '../../src/render/plaintext.ts'
import { viewOf } from '../../src/render/view-of.ts'

/** A briefing with one text in every field that takes free text. */
function filledWith(text: string, kind: Composition['kind'] = 'briefing'): Composition {
  const article: ComposedArticle = {
    id: 'an-article',
    revision: 1,
    headline: text,
    dek: text,
    language: 'en',
    url: 'https://source.example/',
    byline: [text, text],
    publishedAt: '2026-01-30T16:20:00Z',
    attribution: [
      { outlets: [text, text], url: null, form: 'report' },
      { outlets: [text], url: 'https://origin.example/', form: 'interview' },
    ],
    topics: [],
    story: null,
    points: [
      { text, paragraph: 0, verbatim: true },
      { text, paragraph: null, verbatim: false },
    ],
    quotes: [
      { text, speaker: text, kind: 'direct', spans: [] },
      { text, speaker: null, kind: 'reported', spans: [] },
    ],
    people: [
      { name: text, role: text },
      { name: `x ${text}`, role: text },
    ],
    organisations: [text],
    places: [text],
    corrections: [{ at: '2026-01-31T08:05:00Z', note: text }],
    note: text,
    change: null,
    copies: [],
    moreCopies: 0,
    correctedSince: [],
  }
  const story = {
    story: null,
    origins: { reports: 2, outlets: [text], unknown: 1 },
    articles: [article, { ...article, id: 'another' }],
    withdrawn: 0,
  }
  return {
    kind,
    path: '/briefings/hostile',
    title: text,
    description: text,
    introduction: text,
    language: 'en',
    timezone: 'UTC',
    listed: true,
    day: '2026-01-31',
    updatedAt: '2026-01-31T08:05:00Z',
    emptySince: null,
    edition: null,
    share: null,
    brand: null,
    card: null,
    sections: [
      { title: text, stories: [story] },
      { title: null, stories: [story] },
    ],
  }
}

async function everyFormat(text: string): Promise<{ html: string; md: string; txt: string; mail: string; eml: string }> {
  const view = viewOf(filledWith(text), { publicUrl: 'https://brief.example' })
  return {
    html: renderHtml(view),
    md: renderMarkdown(view),
    txt: renderText(view),
    mail: renderMailHtml(view),
    eml: await renderMessage(view),
  }
}

/** The names of a page's elements in order, as the platform's own HTML parser sees them. */
async function elementsOf(html: string): Promise<string[]> {
  const names: string[] = []
  const rewriter = new HTMLRewriter().on('*', {
    element: (element) => void names.push([element.tagName, ...[...element.attributes].map(([name = '']) => name)].join(' ')),
  })
  await rewriter.transform(new Response(html)).text()
  return names
}

describe('texts that would be markup', () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>"\' --></style>]]>'

  it('are text in HTML', async () => {
    const [plain, hostile] = await Promise.all([everyFormat('harmless'), everyFormat(script)])
    expect(await elementsOf(hostile.html)).toEqual(await elementsOf(plain.html))
    expect(await elementsOf(hostile.mail)).toEqual(await elementsOf(plain.mail))
    expect(hostile.html).not.toContain('<script>')
    expect(hostile.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  it('leave the JSON-LD readable and whole', async () => {
    const { html } = await everyFormat(script)
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? []
    expect(json).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(json)).toMatchObject({ '@graph': [{ name: script }, { headline: script }, {}, {}, {}] })
  })

  it('are text in Markdown', async () => {
    const [plain, hostile] = await Promise.all([everyFormat('harmless'), everyFormat(`${script} **a** [b](c) | # 1. - &amp; \`d\``)])
    expect(shape(fromMarkdown(hostile.md))).toEqual(shape(fromMarkdown(plain.md)))
  })

  it('are not read as a template', async () => {
    const braces = '{{title}} {{{structuredData}}} {{#sections}} {{>article}} {{=<% %>=}}'
    const { html, mail, txt } = await everyFormat(braces)
    expect(html).toContain(braces.replace('>article', '&gt;article').replace('=<% %>=', '=&lt;% %&gt;='))
    expect(mail).toContain('{{title}} {{{structuredData}}}')
    expect(txt).toContain('{{title}} {{{structuredData}}}')
  })
})

describe('line breaks in every field', () => {
  it.each(['\r\n', '\n', '\r', '\u2028', '\u0085', '\u000b'])('bring no new line or header: %j', async (lineBreak) => {
    const injected = await everyFormat(`harmless${lineBreak}Bcc: victim@mail.example${lineBreak}${lineBreak}# harmless`)
    const calm = await everyFormat('harmless Bcc: victim@mail.example # harmless')
    // A vertical tab is dropped, not a space.
    const expected = lineBreak === '\u000b' ? await everyFormat('harmlessBcc: victim@mail.example# harmless') : calm
    expect(injected).toEqual(expected)
    expect(injected.eml.slice(0, injected.eml.indexOf('\r\n\r\n'))).not.toMatch(/^bcc:/im)
  })
})

describe('control and bidi characters', () => {
  it('reach no format', async () => {
    const steering = '\u0000\u0007\u001b[31m\u009b\u202e\u2066\u200b\u00ad\ufeff\u{e0041}'
    const { html, md, txt, mail, eml } = await everyFormat(`be${steering}fore\ud800after`)
    for (const output of [html, md, txt, mail, eml, JSON.stringify(html)]) {
      expect(output).not.toMatch(
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u,
      )
      expect(output.isWellFormed()).toBe(true)
    }
    expect(html).toContain('be[31mfore\ufffdafter')
  })
})

describe('addresses', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', ' https://x.example', '//x.example', 'https:'])(
    '%s is no link',
    (url) => {
      const composition = filledWith('harmless')
      const sections = composition.sections.map((section) => ({
        ...section,
        stories: section.stories.map((story) => ({
          ...story,
          articles: story.articles.map((article) => ({ ...article, url, attribution: [{ outlets: ['Outlet'], url, form: null }] })),
        })),
      }))
      const view = viewOf({ ...composition, sections }, { publicUrl: 'https://brief.example' })
      expect(view.links.every((link) => link.host === 'brief.example')).toBe(true)
      expect(renderHtml(view).replace(stylesheet, '')).not.toContain(
        url === '//x.example' ? 'href="//x' : url.trim() === 'https:' ? 'href="https:"' : url.trim(),
      )
    },
  )

  it('cannot leave their place in Markdown or an attribute', () => {
    const url = 'https://x.example/a)b (c"d\'e<f>`g\\h[i]{j}|k^l&copy;\u202em'
    const composition = filledWith('harmless')
    const [section] = composition.sections
    const [story] = section?.stories ?? []
    const [article] = story?.articles ?? []
    if (!section || !story || !article) throw new Error('The fixture has lost its article.')
    const only = { ...composition, sections: [{ ...section, stories: [{ ...story, articles: [{ ...article, url }] }] }] }
    const view = viewOf(only, { publicUrl: 'https://brief.example' })
    const encoded = "https://x.example/a%29b%20%28c%22d'e%3Cf%3E%60g%5Ch[i]%7Bj%7D%7Ck%5El&copy;m"
    expect(view.sections[0]?.stories[0]?.articles[0]?.source?.url).toBe(encoded)
    expect(JSON.stringify(fromMarkdown(renderMarkdown(view)))).toContain(JSON.stringify(encoded))
  })
})

describe.each(['Повінь на річці Веска', 'فيضان في نهر فيسكا', '🌊🚢👩🏽‍🚒', '洪水警報'])('a headline such as %s', (headline) => {
  it('is whole in every format', async () => {
    const { html, md, txt, mail } = await everyFormat(headline)
    for (const output of [html, md, txt, mail]) expect(output).toContain(headline)
  })
})

interface Node {
  readonly type: string
  readonly children?: readonly Node[]
}

function shape(node: Node): unknown {
  return node.children ? { [node.type]: node.children.map(shape) } : node.type
}
