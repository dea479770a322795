import { describe, expect, it } from 'vitest'
import { renderHtml, stylesheet } from '../../src/render/html.ts'
import { renderMailHtml } from '../../src/render/mail.ts'
import { renderMarkdown } from '../../src/render/markdown.ts'
import { renderMessage } from '../../src/render/message.ts'
import { renderText } from '../../src/render/plaintext.ts'
import { View } from '../../src/render/view.ts'
import { viewOf } from '../../src/render/view-of.ts'
import * as compositions from '../fixtures/render/compositions.ts'

/** Each composition's view, built-in templates and what they make of it. After a wanted change: `vitest run tests/render -u`, and read the difference. */
describe.each(Object.entries(compositions))('%s', (name, composition) => {
  const view = viewOf(composition, { publicUrl: 'https://brief.example' })
  const expected = (extension: string) => `../fixtures/render/${name}/expected.${extension}`

  it('has a view that keeps to its schema', () => {
    expect(View.parse(view)).toEqual(view)
  })

  it('is the expected page', async () => {
    await expect(renderHtml(view).replace(stylesheet, '')).toMatchFileSnapshot(expected('html'))
  })

  it('is the expected Markdown', async () => {
    await expect(renderMarkdown(view)).toMatchFileSnapshot(expected('md'))
  })

  it('is the expected text', async () => {
    await expect(renderText(view)).toMatchFileSnapshot(expected('txt'))
  })

  it('is the expected mail', async () => {
    await expect(renderMailHtml(view)).toMatchFileSnapshot(expected('mail.html'))
  })

  it('is the expected message', async () => {
    await expect((await renderMessage(view)).replaceAll('\r\n', '\n')).toMatchFileSnapshot(expected('eml'))
  })
})

describe('the style sheets', () => {
  it('stand whole in their pages, and the page has no other style or script', () => {
    const view = viewOf(compositions.briefing, { publicUrl: 'https://brief.example' })
    const page = renderHtml(view)
    expect(stylesheet).toContain('prefers-color-scheme: dark')
    expect(page).toContain(`<style>${stylesheet}</style>`)
    expect(page.replace(stylesheet, '')).not.toMatch(/ style=| on\w+=|<img|<link rel="stylesheet"|<script(?! type="application\/ld\+json")/)
    expect(renderMailHtml(view)).toContain('prefers-color-scheme: dark')
  })
})
