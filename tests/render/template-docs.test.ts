import { describe, expect, it } from 'vitest'
import docs from '../../docs/templates.md?raw'
import { withMadePart } from '../../scripts/docs/between.ts'
import { templateFields } from '../../scripts/docs/template-fields.ts'
import { TemplateFormat } from '../../src/core/template.ts'
import { checkTemplate } from '../../src/render/check/check.ts'
import { KITS } from '../../src/render/kit.ts'
import { MailView } from '../../src/render/mail.ts'
import { renderOwn } from '../../src/render/own.ts'
import { View } from '../../src/render/view.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { briefing } from '../fixtures/render/compositions.ts'

const view = viewOf(briefing, {
  publicUrl: 'https://brief.example',
  letter: { kind: 'edition', unsubscribe: 'https://brief.example/subscriptions/unsubscribe/x' },
})

describe('docs/templates.md', () => {
  it('has every field of the view, each with an example; `npm run docs` writes them anew', () => {
    const { text, without } = templateFields()
    expect(without).toEqual([])
    expect(docs).toBe(withMadePart(docs, text))
  })

  it('names what only a mail sees', () => {
    for (const name of Object.keys(MailView.shape)) if (!(name in View.shape)) expect(docs).toContain(`\`${name}\``)
  })

  it('names every partial', () => {
    for (const { partials } of Object.values(KITS)) for (const name of Object.keys(partials)) expect(docs).toContain(`\`${name}\``)
  })

  const examples = Array.from(docs.matchAll(/^```mustache (\w+)\n([\s\S]*?)^```$/gm), ([, format, text = '']) => ({
    format: TemplateFormat.parse(format),
    text,
  }))

  it.each(examples)('has an example for $format that can be stored and leaves nothing out', async ({ format, text }) => {
    expect(checkTemplate(format, text)).toEqual({ ok: true, value: [] })
    await expect(renderOwn(format, text, view)).toMatchFileSnapshot(`../fixtures/render/docs/expected.${format}`)
  })

  it('has two examples', () => expect(examples).toHaveLength(2))
})
