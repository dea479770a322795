import { describe, expect, it } from 'vitest'
import { readMarkdown } from '../../src/intake/markdown.ts'

const VISIT = { address: null, now: '2026-03-02T12:00:00Z' }

describe('readMarkdown', () => {
  it('takes the first heading as the headline and leaves no markup', async () => {
    const raw = [
      'Before.',
      '',
      '# The *old* [bridge](https://example.org) opens',
      '',
      'A **bold** step, `km 4`,\nwrapped. ![photo](x.png)',
      '',
      '- one',
      '- two',
      '  - three',
      '',
      '> Quoted & kept',
      '',
      '```js\ndropped()\n```',
      '',
      '<div>dropped</div>',
      '',
      '## Part two',
    ].join('\n')
    expect(await readMarkdown(raw, VISIT)).toMatchObject({
      ok: true,
      value: {
        document: {
          headline: 'The old bridge opens',
          body: ['Before.', 'A bold step, km 4, wrapped.', 'one', 'two', 'three', 'Quoted & kept', 'Part two'],
        },
        outlet: null,
        warnings: [],
      },
    })
  })

  it.each([
    ['a first line without heading', 'The bridge opens\nIt was closed.\n\nFor long.', ['It was closed.', 'For long.']],
    ['a reference link', '# The bridge opens\n\nSee [the plan][p].\n\n[p]: https://example.org', ['See the plan.']],
  ])('reads %s', async (_, raw, body) =>
    expect(await readMarkdown(raw, VISIT)).toMatchObject({ ok: true, value: { document: { headline: 'The bridge opens', body } } }),
  )

  it.each([
    ['nothing', '', ''],
    ['only a heading', '# Head', '/body'],
    ['only code', '```\nx\n```', ''],
    ['endless nesting', `# Head\n\n${'> '.repeat(500)}x`, ''],
    ['endless brackets', `# Head\n\n${'[a]('.repeat(50_000)}`, ''],
    ['endless lines', `# Head\n${'- a\n'.repeat(50_000)}`, ''],
  ])('refuses %s', async (_, raw, pointer) => {
    const read = await readMarkdown(raw, VISIT)
    expect(!read.ok && read.error.map((flaw) => flaw.pointer)).toEqual([pointer])
  })
})
