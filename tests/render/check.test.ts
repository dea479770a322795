import { describe, expect, it } from 'vitest'
import { TEMPLATE_FORMATS, type TemplateFormat } from '../../src/core/template.ts'
import { checkTemplate } from '../../src/render/check/check.ts'
import { wholeBuiltIn } from '../../src/render/whole.ts'

function faultsOf(format: TemplateFormat, text: string): string[] {
  const checked = checkTemplate(format, text)
  return checked.ok ? [] : checked.error.map(({ detail }) => detail)
}

function warningsOf(format: TemplateFormat, text: string): readonly string[] {
  const checked = checkTemplate(format, text)
  return checked.ok ? checked.value : ['refused']
}

const ARTICLES = (inner: string) => `{{#sections}}{{#stories}}{{#articles}}${inner}{{/articles}}{{/stories}}{{/sections}}`

describe('the built-in templates', () => {
  it.each(TEMPLATE_FORMATS)('can be stored as they are, and leave nothing out: %s', (format) => {
    expect(faultsOf(format, wholeBuiltIn(format))).toEqual([])
    expect(warningsOf(format, wholeBuiltIn(format))).toEqual([])
  })
})

describe('a tag', () => {
  it.each([
    ['{{title}}\n  {{titel}}', 'line 2, column 3: there is no "titel" here; did you mean "title"?'],
    ['{{#sections}}{{haeding}}{{/sections}}', 'did you mean "heading"?'],
    ['{{labels.keypoints}}', 'did you mean "labels.keyPoints"?'],
    [ARTICLES('{{publishd.text}}'), 'did you mean "published.text"?'],
    [ARTICLES('{{#pionts}}{{/pionts}}'), 'did you mean "points"?'],
    ['{{headline}}', 'there is no "headline" here; "headline" stands within {{#sections}}{{#stories}}{{#articles}}'],
    [ARTICLES('{{#points}}{{wherefore}}{{/points}}'), 'there is no "wherefore" in the view'],
    ['{{constructor}}', 'there is no "constructor" in the view'],
    ['{{#toString}}{{/toString}}', 'there is no "toString" in the view'],
    ['{{title.__proto__}}', 'there is no "title.__proto__" in the view'],
    ['{{sections}}', '"sections" is a list and has no text of its own'],
    ['{{day}}', '"day" has parts and no text of its own'],
    ['{{single}}', '"single" is true or false and has no text of its own'],
    ['{{>artcle}}', 'there is no partial "artcle"; did you mean "article"?'],
    ['{{>article}}', 'the partial "article" cannot stand here: '],
    ['{{>mine}}', 'there is no partial "mine"; there is "article"'],
    ['{{ }}', 'is a tag without a name'],
    ['{{title', 'opens a tag that is never closed'],
    ['{{{title}}}', 'would leave its value unescaped'],
    ['{{& title}}', 'would leave its value unescaped'],
    ['{{ {title} }}', 'would leave its value unescaped'],
    ['{{=<% %>=}}<%title%>', 'changes the delimiters'],
  ])('%j is refused: %s', (text, detail) => {
    for (const format of TEMPLATE_FORMATS) expect(faultsOf(format, text).join('\n'), format).toContain(detail)
  })

  it('is looked for outwards, as mustache.js does', () => {
    expect(faultsOf('txt', ARTICLES('{{title}} {{#points}}{{headline}} {{labels.source}} {{text}}{{/points}}'))).toEqual([])
  })

  it('may count a list, and stand for a text within its own section', () => {
    expect(faultsOf('txt', ARTICLES('{{#points.length}}{{points.length}}{{/points.length}}{{#dek}}{{.}}{{/dek}}'))).toEqual([])
  })

  it('names up to twenty faults, each with its line', () => {
    const checked = checkTemplate('txt', '{{nought}}\n'.repeat(30), '/text')
    expect(checked.ok ? [] : checked.error.map(({ line, column, pointer }) => ({ line, column, pointer }))).toEqual(
      Array.from({ length: 20 }, (_, index) => ({ line: index + 1, column: 1, pointer: '/text' })),
    )
  })
})

describe('sections', () => {
  it.each([
    ['{{#sections}}\n{{#stories}}\n', 'line 2, column 1: opens the section "stories", which is never closed'],
    ['{{#sections}}\n{{#stories}}\n{{/sections}}', 'line 3, column 1: {{/sections}} stands where the section "stories" of line 2 is open'],
    ['{{title}}{{/title}}', '{{/title}} closes a section that is not open'],
    ['{{#sections}}{{#stories}}{{#sections}}x{{/sections}}{{/stories}}{{/sections}}', 'opens the list "sections" within itself'],
    ['{{#edition}}'.repeat(21) + '{{/edition}}'.repeat(21), 'is within 20 sections already'],
  ])('%j is refused: %s', (text, detail) => {
    expect(faultsOf('md', text).join('\n')).toContain(detail)
  })

  it('that multiply are refused by what they would make', () => {
    const text = ARTICLES('{{#links}}{{#alternates}}{{#feeds}}{{#people}}{{url}}{{/people}}{{/feeds}}{{/alternates}}{{/links}}')
    expect(faultsOf('txt', text)).toEqual([expect.stringContaining('its sections multiply')])
  })
})

describe('size', () => {
  it.each([
    ['a megabyte', 'x'.repeat(1_000_000), 'larger than 65536 bytes'],
    ['64 KiB in characters, more in bytes', 'я'.repeat(40_000), 'larger than 65536 bytes'],
    ['10,000 nested sections', '{{#a}}'.repeat(10_000) + '{{/a}}'.repeat(10_000), 'larger than 65536 bytes'],
    ['5,000 nested sections that fit', '{{#a}}'.repeat(5000) + '{{/a}}'.repeat(5000), 'has more than 2000 tags'],
    ['a tag of white space', `{{${' '.repeat(60_000)}`, 'never closed'],
    ['a comment of white space', `{{!${' '.repeat(60_000)}x}}`, 'a tag too long'],
  ])('%s is refused', (_name, text, detail) => {
    expect(faultsOf('txt', text)).toEqual([expect.stringContaining(detail)])
  })
})

describe('markup', () => {
  it.each([
    ['<p class={{day.iso}}>', 'without quotation marks'],
    ['<p title={{title}}>', 'write title="{{title}}"'],
    ['<p {{title}}>', 'stands within the tag of an element'],
    ['<{{title}}>', 'stands within the name of an element'],
    ['<p da{{title}}ta="x">', 'stands within the name of an attribute'],
    ['<style>p { color: {{title}} }</style>', 'stands within <style>'],
    ['<style>{{#single}}p{{/single}}</style>', 'opens a section within <style>'],
    ['<style>@import "https://evil.example/x.css";</style>', '@-rule'],
    ['<style>p{background:url(//evil.example/x)}</style>', 'url()'],
    ['<style>p{background:u\\72l(//evil.example/x)}</style>', 'escape in its CSS'],
    ['<p style="background:url(//evil.example/x)">', 'url()'],
    ['<p style="color:{{title}}">', 'a tag within "style"'],
    ['<script>alert(1)</script>', 'the element <script>'],
    ['<SCRIPT src="x">', 'the element <script>'],
    ['<p>1 <<script>', 'the element <script>'],
    ['<svg><title><a href="javascript:x</title><p>', 'the element <svg>'],
    ['<script>{{title}}</script>', 'the element <script>'],
    ['<{{#single}}script{{/single}}>', 'the element <script>'],
    ['<{{#single}}scr{{/single}}ipt>', 'write it whole'],
    ['<scr{{#single}} x="1"{{/single}}ipt>', 'without a space'],
    ['<p {{#single}}on{{/single}}click="x">', 'the event handler "on"'],
    ['<p {{#single}}hre{{/single}}f="javascript:x">', 'without a space'],
    ['<a href="javascript:alert(1)">x</a>', '"href" that begins neither'],
    ['<a href=" java&#115;cript&colon;alert(1)">x</a>', '"href" that begins neither'],
    ['<a href="{{title}}">x</a>', '"href" that begins neither'],
    ['<a href="{{#single}}javascript:{{/single}}x">x</a>', 'sections within "href"'],
    ['<a href="//evil.example">x</a>', '"href" that begins neither'],
    ['<p onclick="x()">', 'the event handler "onclick"'],
    ['<base href="https://evil.example/">', 'the element <base>'],
    ['<form action="/x">', 'the element <form>'],
    ['<meta http-equiv="refresh" content="0;url=https://evil.example">', '"http-equiv"'],
    ['<meta name="referrer" content="unsafe-url">', 'its key'],
    ['<a href="https://x.example" referrerpolicy="unsafe-url">x</a>', '"referrerpolicy"'],
    ['<title><a href="</title><meta http-equiv="refresh" content="0"></title>', '"http-equiv"'],
    ['<p title="<meta http-equiv=refresh>">', 'write &lt;'],
    ['<!--><meta http-equiv="refresh" content="0">-->', '"http-equiv"'],
    ['<!-- --!><meta http-equiv="refresh" content="0">-->', '"http-equiv"'],
    ['<p><![CDATA[><a title="]]><meta http-equiv="refresh" content="0">', '<!['],
    ['<img src="https://evil.example/pixel.gif">', '"src"'],
    ['<img srcset="x">', '"srcset"'],
    ['<table background="x">', '"background"'],
    ['<link rel="preconnect" href="https://evil.example">', '"link"'],
    ['<link rel="stylesheet" href="/x.css">', '"link"'],
    ['<link href="https://evil.example">', 'no "rel"'],
    ['<iframe srcdoc="x">', 'the element <iframe>'],
    ['{{#single}}<p title="{{/single}}{{title}}">', 'it has to end where it began'],
    ['<p>{{#single}}<b{{/single}}>', 'it has to end where it began'],
    ['<p', 'ends within the name of an element'],
    ['<!-- open', 'ends within a comment'],
    [
      `<p {{#sections}}{{#stories}}{{#articles}}{{>article}}{{/articles}}{{/stories}}{{/sections}}>`,
      'the partial "article" stands within the tag',
    ],
    ['{{>lang}}', 'the partial "lang" '],
    ['{{>stylesheet}}', 'the partial "stylesheet" stands within <style>'],
  ])('%j is refused: %s', (text, detail) => {
    for (const format of ['html', 'mail'] as const) expect(faultsOf(format, text).join('\n'), format).toContain(detail)
  })

  it.each([
    '<!doctype html><html lang="{{language}}" dir="{{direction}}"><title>{{title}}</title><style>p { color: #123; content: "\\201c" }</style>',
    '<body{{#single}} class="single"{{/single}}><details {{#single}}open{{/single}}><summary>{{title}}</summary></details>',
    '<h{{#single}}1{{/single}}{{^single}}2{{/single}} class="a {{#single}}b{{/single}}">{{title}}</h{{#single}}1{{/single}}{{^single}}2{{/single}}>',
    `<a href="#top">a</a><a href='mailto:desk@example.org'>b</a><a href="{{home.address}}">c</a><a href="https://x.example/?q={{title}}">d</a>`,
    '<p{{>wording}}>1 < 2 &amp; "3"</p><!-- {{title}} --><img src="{{home.address}}" alt="{{title}}">',
    '<link rel="canonical" href="{{online.url}}"><meta name="description" content="{{summary}}">',
  ])('%j may stand', (text) => {
    for (const format of ['html', 'mail'] as const) expect(faultsOf(format, text), format).toEqual([])
  })

  it('within what one mail program reads is checked, too', () => {
    expect(
      faultsOf('mail', '<!--[if mso]><table width="600"><tr><td><![endif]-->{{title}}<!--[if mso]></td></tr></table><![endif]-->'),
    ).toEqual([])
    expect(faultsOf('mail', '<!--[if mso]><img src="https://evil.example/x"><![endif]-->').join('')).toContain('"src"')
    expect(faultsOf('mail', '<!--[if mso]><p title="--><meta http-equiv=refresh>"><![endif]-->').join('')).toContain('ends a comment')
  })

  it('is not looked at in Markdown and text', () => {
    expect(faultsOf('md', '<p {{title}}>')).toEqual([])
  })
})

describe('what is left out', () => {
  it('is told, where every built-in template shows it', () => {
    const told = warningsOf('mail', ARTICLES('{{headline}}{{#points}}{{text}}{{/points}}')).join('\n')
    for (const name of ['chain', 'correctedSince', 'corrections', 'withdrawn', 'verbatim', 'empty', 'letter.notice', 'letter.unsubscribe'])
      expect(told).toContain(`"${name}`)
  })
})
