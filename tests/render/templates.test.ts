import Mustache from 'mustache'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EditionsView, editionsTemplate } from '../../src/render/editions.ts'
import { HomeView, homeTemplate } from '../../src/render/home.ts'
import { htmlTemplate } from '../../src/render/html.ts'
import { MailView, mailTemplate } from '../../src/render/mail.ts'
import { markdownTemplate } from '../../src/render/markdown.ts'
import { parsePartial, template, type TemplateSource, type Token } from '../../src/render/mustache.ts'
import { NoticeView, noticeTemplate } from '../../src/render/notice.ts'
import { textTemplate } from '../../src/render/plaintext.ts'
import { SubscriptionMailView, subscriptionMailTemplate, subscriptionTextTemplate } from '../../src/render/subscription-mail.ts'
import { SubscriptionView, subscriptionTemplate } from '../../src/render/subscriptions.ts'
import { View } from '../../src/render/view.ts'

const builtIn: [string, TemplateSource, z.ZodType][] = [
  ['html', htmlTemplate, View],
  ['markdown', markdownTemplate, View],
  ['text', textTemplate, View],
  ['mail', mailTemplate, MailView],
  ['front page', homeTemplate, HomeView],
  ['archive', editionsTemplate, EditionsView],
  ['notice', noticeTemplate, NoticeView],
  ['subscription', subscriptionTemplate, SubscriptionView],
  ['subscription mail', subscriptionMailTemplate, SubscriptionMailView],
  ['subscription text', subscriptionTextTemplate, SubscriptionMailView],
]
const asIs = { text: String, url: String }

describe.each(builtIn)('the %s template', (_name, { source, partials }, schema) => {
  it('names only what the view has where it stands', () => {
    expect(unknownTags(Mustache.parse(source), [schema], partials)).toEqual([])
  })

  it('uses every partial that it is given', () => {
    const used = new Set<string>()
    for (const text of [source, ...Object.values(partials)]) for (const [, name = ''] of text.matchAll(/\{\{>\s*(\w+)/g)) used.add(name)
    expect([...used].toSorted()).toEqual(Object.keys(partials).toSorted())
  })
})

describe('the check of tags', () => {
  it('finds a tag that is not in the view', () => {
    const tokens: Token[] = Mustache.parse('{{#sections}}{{titel}}{{#stories}}{{labels.keypoints}}{{/stories}}{{/sections}}{{heading}}')
    expect(unknownTags(tokens, [View], {})).toEqual(['titel', 'labels.keypoints', 'heading'])
  })
})

describe('a template', () => {
  it('is refused when a partial is missing', () => {
    expect(() => template({ source: '{{>gone}}', partials: {} }, asIs)).toThrow('There is no partial "gone".')
  })

  it('is refused when a partial contains itself', () => {
    expect(() => template({ source: '{{>a}}', partials: { a: '{{>b}}', b: '{{>a}}' } }, asIs)).toThrow('contains itself')
  })

  it.each(['{{{title}}}', '{{&title}}'])('is refused when it does not escape: %s', (source) => {
    expect(() => template({ source, partials: {} }, asIs)).toThrow('The tag "title" is not escaped.')
  })

  it('is refused when it changes delimiters or leaves a section open', () => {
    expect(() => template({ source: '{{=<% %>=}}', partials: {} }, asIs)).toThrow('Delimiters cannot be changed.')
    expect(() => template({ source: '{{#sections}}', partials: {} }, asIs)).toThrow('Unclosed section "sections"')
  })

  it('escapes addresses apart from text', () => {
    const render = template(
      { source: '{{url}} {{link.url}} {{curl}} {{n}} {{gone}}', partials: {} },
      { text: () => 'text', url: () => 'url' },
    )
    expect(render({ url: 'a', link: { url: 'b' }, curl: 'c', n: 7, gone: null })).toBe('url url text 7 ')
  })
})

/** The tags of parsed tokens that no schema on the stack has, the innermost last: mustache.js looks outwards. */
function unknownTags(tokens: readonly Token[], stack: readonly z.ZodType[], partials: Readonly<Record<string, string>>): string[] {
  return tokens.flatMap(([symbol, name, , , inner]) => {
    if (symbol === 'text' || symbol === '!') return []
    if (symbol === '>') return unknownTags(parsePartial(partials[name] ?? '{{missing}}'), stack, partials)
    const found = lookUp(name, stack)
    if (!found) return [name]
    return typeof inner === 'object' ? unknownTags(inner, symbol === '#' ? [...stack, found] : stack, partials) : []
  })
}

function lookUp(name: string, stack: readonly z.ZodType[]): z.ZodType | null {
  const path = name.split('.')
  for (const context of stack.toReversed()) {
    const found = path.reduce<z.ZodType | null>((schema, key) => schema && child(schema, key), context)
    if (found) return found
  }
  return null
}

function child(schema: z.ZodType, key: string): z.ZodType | null {
  if (schema instanceof z.ZodArray && key === 'length') return z.number()
  const object = within(schema)
  if (!(object instanceof z.ZodObject)) return null
  const found: unknown = object.shape[key]
  return found instanceof z.ZodType ? found : null
}

// What a section shows: the value itself when it is not null, each item of a list.
function within(schema: unknown): unknown {
  if (schema instanceof z.ZodNullable) return within(schema.unwrap())
  return schema instanceof z.ZodArray ? within(schema.element) : schema
}
