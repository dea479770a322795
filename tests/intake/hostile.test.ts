import { describe, expect, it } from 'vitest'
import { ArticleContent, ArticleInput } from '../../src/core/article.ts'
import { deriveArticle } from '../../src/intake/derive.ts'
import { readText } from '../../src/intake/text.ts'

const SIZE = 1_000_000

function bodyOf(piece: string): string[] {
  const whole = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE)
  return Array.from({ length: 50 }, (_, i) => whole.slice(i * 20_000, (i + 1) * 20_000).trim()).filter(Boolean)
}

const names = Array.from({ length: 50 }, (_, p) =>
  Array.from({ length: 1000 }, (__, i) => `John Q${String.fromCharCode(97 + (i % 26), 97 + p, 97 + (i >> 5))} said,`).join(' '),
)

describe('hostile texts', () => {
  it.each([
    ['one long word', bodyOf('a')],
    ['quote marks', bodyOf('"')],
    ['nested quotes', bodyOf('"\'“‘')],
    ['quoted and said', bodyOf('"a," said ')],
    ['said', bodyOf('said ')],
    ['capital words', bodyOf('Alpha Beta ')],
    ['capital letters', bodyOf('A. ')],
    ['new names', names],
    ['titles', bodyOf('President Smith said. ')],
    ['commas', bodyOf('X, ')],
    ['brackets', bodyOf('(ABC) ')],
    ['full stops', bodyOf('. ')],
    ['prepositions', bodyOf('Ministry of ')],
    ['apostrophes', bodyOf("a'")],
  ])('of %s are derived from to the end', (_, body) => {
    const result = deriveArticle(ArticleInput.parse({ headline: 'A headline', body }), { knownTopics: ['alpha'] })
    expect(result.ok && ArticleContent.safeParse(result.value).success).toBe(true)
  })

  it.each([
    ['spaces', ' '.repeat(500_000)],
    ['line feeds', '\n'.repeat(SIZE)],
    ['a single line', 'a '.repeat(SIZE / 2)],
    ['short lines', 'a\n'.repeat(SIZE / 2)],
  ])('of %s are read to the end', (_, raw) => expect(readText(`Head\n\n${raw}\nTail`).ok).toBe(true))
})
