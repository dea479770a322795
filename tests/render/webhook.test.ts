import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ComposedArticle, Composition } from '../../src/core/composition.ts'
import type { WebhookShape } from '../../src/core/webhook.ts'
import { renderPost, type PostKind } from '../../src/render/webhook.ts'
import { arabic, briefing, empty, long, ukrainian } from '../fixtures/render/compositions.ts'

const AT = '2026-02-01T06:00:00Z'
const posted = (shape: WebhookShape, composition: Composition, kind: PostKind = 'edition'): unknown =>
  JSON.parse(renderPost(shape, composition, { kind, publicUrl: 'https://brief.example', at: AT }))

const Mrkdwn = z.object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3000), verbatim: z.literal(true) })
const Slack = z.object({
  text: z.string().min(1).max(4000),
  blocks: z
    .array(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('header'), text: z.object({ type: z.literal('plain_text'), text: z.string().min(1).max(150) }) }),
        z.object({ type: z.literal('section'), text: Mrkdwn }),
        z.object({ type: z.literal('context'), elements: z.array(Mrkdwn).min(1).max(10) }),
      ]),
    )
    .max(50),
})
const slack = (composition: Composition, kind?: PostKind) => Slack.parse(posted('slack', composition, kind))
const wordsOf = ({ text, blocks }: z.infer<typeof Slack>) =>
  [text, ...blocks.flatMap((block) => (block.type === 'context' ? block.elements.map((one) => one.text) : [block.text.text]))].join('\n')

const Action = z.object({ type: z.literal('Action.OpenUrl'), url: z.url() })
const Run = z.object({ type: z.literal('TextRun'), text: z.string(), selectAction: Action.optional() })
const Teams = z.object({
  type: z.literal('message'),
  attachments: z.tuple([
    z.object({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      content: z.object({
        type: z.literal('AdaptiveCard'),
        version: z.literal('1.4'),
        lang: z.string(),
        rtl: z.boolean().optional(),
        body: z.array(z.object({ type: z.literal('RichTextBlock'), inlines: z.array(Run).min(1) })),
        actions: z.array(Action.extend({ title: z.string() })),
      }),
    }),
  ]),
})
const teams = (composition: Composition, kind?: PostKind) => {
  const text = renderPost('teams', composition, { kind: kind ?? 'edition', publicUrl: 'https://brief.example', at: AT })
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(28_000)
  return Teams.parse(JSON.parse(text)).attachments[0].content
}
const cardWords = ({ body }: ReturnType<typeof teams>) => body.map(({ inlines }) => inlines.map(({ text }) => text).join('')).join('\n')

const articlesOf = ({ sections }: Composition) => sections.flatMap(({ stories }) => stories.flatMap(({ articles }) => articles))

/** A composition of articles that differ from the first one of the briefing. */
function composed(articles: readonly Partial<ComposedArticle>[], more: Partial<Composition> = {}): Composition {
  const [first] = articlesOf(briefing)
  if (!first) throw new Error('the fixture is empty')
  const origins = { reports: 1, outlets: [], unknown: 1 }
  return {
    ...briefing,
    introduction: null,
    ...more,
    sections: [
      {
        title: null,
        stories: articles.map((fields, index) => ({
          story: null,
          origins,
          withdrawn: 0,
          articles: [{ ...first, id: `article-${index}`, copies: [], moreCopies: 0, ...fields }],
        })),
      },
    ],
  }
}

const quote = (text: string): ComposedArticle['quotes'][number] => ({ text, speaker: 'Marta Oduya', kind: 'direct', spans: [] })
const since = [{ at: '2026-02-01T05:00:00Z', note: 'It was seven plants, not nine.' }]

describe('data for programs', () => {
  it('has points, quotations, speakers, the chain as a sentence and the source of each article', () => {
    const [first] = articlesOf(briefing)
    const event = posted('json', briefing)
    expect(event).toMatchObject({
      type: 'edition.published',
      timestamp: AT,
      data: { title: briefing.title, url: expect.stringMatching(/^https:\/\/brief\.example\/briefings\//) },
    })
    expect(event).toMatchObject({
      data: {
        articles: expect.arrayContaining([
          expect.objectContaining({
            id: first?.id,
            source: first?.url,
            points: first?.points.map(({ text, verbatim }) => ({ text, verbatim })),
            quotations: first?.quotes.map(({ text, speaker, kind }) => expect.objectContaining({ text, speaker, kind })),
            attribution: { text: expect.stringMatching(/\S/), chain: first?.attribution },
          }),
        ]),
      },
    })
  })

  it('says what was corrected, and of which article', () => {
    expect(posted('json', composed([{ correctedSince: since }]), 'correction')).toMatchObject({
      type: 'edition.corrected',
      data: { corrections: [{ article: 'article-0', ...since[0] }] },
    })
    expect(posted('json', empty, 'test')).toMatchObject({ type: 'edition.test', data: { articles: [], corrections: [] } })
  })
})

describe.each([
  ['slack', (composition: Composition, kind?: PostKind) => wordsOf(slack(composition, kind))],
  ['teams', (composition: Composition, kind?: PostKind) => cardWords(teams(composition, kind))],
] as const)('a message for %s', (name, words) => {
  it.each([
    ['English', briefing],
    ['Arabic', arabic],
    ['Ukrainian', ukrainian],
    ['empty', empty],
    ['long', long],
  ])('is well-formed: %s', (_name, composition) => {
    expect(words(composition).length).toBeGreaterThan(20)
  })

  it('tells headline, points, quotations with their speakers, and the chain', () => {
    const told = words(
      composed([{ headline: 'Tide power', quotes: [quote('We waited nine years')], people: [{ name: 'Marta Oduya', role: 'mayor' }] }]),
    )
    expect(told).toContain('Tide power')
    expect(told).toContain('“We waited nine years”')
    expect(told).toContain('Marta Oduya, mayor:')
    expect(told).toContain('Source: ')
  })

  it('says a correction before what it is of', () => {
    const told = words(composed([{ correctedSince: since }], { edition: null }), 'correction')
    const lines = told.split('\n')
    const at = lines.findIndex((line) => line.includes('seven plants'))
    expect(told).toContain('What stands here has been corrected since')
    expect(at).toBeGreaterThan(0)
    expect(at).toBeLessThan(lines.findIndex((line) => line.includes('Marta') || line.includes('•  ') || line.includes('Source: ')))
  })

  it('cuts no quotation: it tells one whole, or says how many are left to the page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 10, max: 3990 }), fc.constantFrom('a', 'ж', '&', '"')), { maxLength: 40 }),
        (sizes) => {
          const quotes = sizes.map(([size, letter], index) => quote(`#${index}# ${letter.repeat(size)} #end${index}#`))
          const told = words(composed([{ quotes, points: [], correctedSince: [], corrections: [], dek: null, note: null }]))
          const begun = quotes.filter((_one, index) => told.includes(`#${index}# `))
          const whole = quotes.filter((_one, index) => told.includes(`#end${index}#`))
          expect(whole).toEqual(begun)
          const left = quotes.length - whole.length
          if (left > 0) expect(told).toContain(left === 1 ? '1 more statement is on the web' : `${left} more statements are on the web`)
          else expect(told).not.toContain('on the web\n')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('stays within what the other side takes, however much there is, and says how many articles are left', () => {
    const much = composed(
      Array.from({ length: 100 }, (_, index) => ({
        headline: `${index} ${'ж'.repeat(250)}`,
        quotes: Array.from({ length: 30 }, () => quote('ж'.repeat(2000))),
        correctedSince: Array.from({ length: 5 }, () => ({ at: AT, note: 'ж'.repeat(1000) })),
        attribution: Array.from({ length: 8 }, () => ({
          outlets: Array.from({ length: 8 }, () => '<&>'.repeat(40)),
          url: `https://long.example/?${'&'.repeat(2000)}`,
          form: 'report' as const,
        })),
      })),
      { introduction: '&'.repeat(4000) },
    )
    expect(words(much)).toMatch(/\d+ more articles are on the web/)
  })

  it('shows text that would be markup, a mention or a link to the letter', () => {
    const hostile = '<!channel> <@U123> <https://evil.example|click> *b* [b](https://evil.example) &lt; <at>all</at> \\_{{DATE(x)}}'
    const told = words(
      composed([{ headline: hostile, quotes: [quote(hostile)], points: [{ text: hostile, paragraph: 0, verbatim: true }] }], {
        title: hostile,
      }),
    )
    const shown = name === 'slack' ? hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : hostile
    expect(told.split(shown).length).toBeGreaterThanOrEqual(4)
    if (name === 'teams') return
    // Whatever stands in angle brackets is a link of ours.
    for (const [, inside] of told.replace(hostile, '').matchAll(/<([^>]*)>/g)) expect(inside).toMatch(/^https:\/\/(?!evil)[^|]+\|/)
  })
})

it('a card in Arabic runs from right to left', () => {
  expect(teams(arabic)).toMatchObject({ rtl: true, lang: 'ar' })
})
