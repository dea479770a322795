import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkTemplate } from '../../src/render/check/check.ts'
import { renderOwn } from '../../src/render/own.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { briefing, single } from '../fixtures/render/compositions.ts'

/** Whatever is let in as a template is given to a real parser of HTML, with values that try to get out of where they stand. */

const HOSTILE = `"'><script id="evil">x</script><meta http-equiv=refresh> onerror=x --></style></title>`
const publicUrl = 'https://brief.example'
const views = [briefing, single].map((composition) =>
  viewOf({ ...composition, title: HOSTILE, description: HOSTILE, introduction: HOSTILE }, { publicUrl }),
)

const PIECES = [
  '<p>',
  '</p>',
  '<p',
  '<b title="',
  '"',
  "'",
  '>',
  '<',
  '</',
  '/',
  ' ',
  '=',
  '<a href="',
  '<a href=',
  '#x',
  '{{online.url}}',
  '{{title}}',
  '{{summary}}',
  '{{#single}}',
  '{{/single}}',
  '{{^single}}',
  '{{/single}}',
  '<!--',
  '-->',
  '<!--[if mso]>',
  '<![endif]-->',
  '--!>',
  '<!-->',
  '<style>',
  '</style>',
  '<title>',
  '</title>',
  '<meta http-equiv="refresh" content="0">',
  '<script>',
  '</script>',
  'scr',
  'ipt',
  'javascript:x',
  ' onclick="x"',
  ' class="a"',
  'on',
  'click="x"',
  '<h',
  '1',
  'div',
  '<svg>',
  '</svg>',
  '<![CDATA[',
  ']]>',
  '<textarea>',
  '<img src="',
  '{{home.address}}',
  '{{>wording}}',
  '<style>{{>stylesheet}}</style>',
  '<link rel="',
  'canonical',
  'preload',
  '&lt;',
  '\n',
  'x',
] as const

const template = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''))
const closed = fc.tuple(template, template, template).map(([before, inner, after]) => `${before}{{#single}}${inner}{{/single}}${after}`)

const RUNS = 4000

/** What a parser sees in a page that nobody may have put there. */
async function found(html: string): Promise<string[]> {
  const seen: string[] = []
  await new HTMLRewriter()
    .on('*', {
      element({ tagName, attributes }) {
        if (/^(?:script|base|iframe|form|object|embed|textarea)$/i.test(tagName)) seen.push(`<${tagName}>`)
        for (const [name = '', value = ''] of attributes) {
          if (/^on|^http-equiv$|^srcdoc$|^id$/i.test(name)) seen.push(`${tagName} ${name}`)
          if (name === 'href' && /^\s*(?:javascript|\/\/)/i.test(value)) seen.push(`${tagName} ${name}=${value}`)
          if (name === 'rel' && value.includes('preload')) seen.push(`${tagName} ${name}=${value}`)
        }
      },
    })
    .transform(new Response(html, { headers: { 'Content-Type': 'text/html' } }))
    .text()
  return seen
}

it.each(['html', 'mail'] as const)(
  'lets nothing in by which a value or a template could act: %s',
  async (format) => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(template, closed), async (text) => {
        if (!checkTemplate(format, text).ok) return
        taken += 1
        for (const view of views) expect(await found(renderOwn(format, text, view) ?? ''), text).toEqual([])
      }),
      { numRuns: RUNS },
    )
    expect(taken).toBeGreaterThan(RUNS / 100)
  },
  300_000,
)
