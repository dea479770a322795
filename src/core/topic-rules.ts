import type { ArticleContent } from './article.ts'
import type { TopicRule } from './source.ts'

const LOOKED_AT = 100_000
// Scripts that part no words by spaces.
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The topics that rules give an article: by whole words of its headline, dek or body, or by what its publisher filed it under. */
export function topicsByRules(
  rules: readonly TopicRule[],
  { headline, dek, body }: Pick<ArticleContent, 'headline' | 'dek' | 'body'>,
  categories: readonly string[],
): string[] {
  if (rules.length === 0) return []
  // Line breaks part phrases: none goes over the end of a paragraph.
  const text = fold([headline, dek ?? '', ...body].join('\n').slice(0, LOOKED_AT))
  const filed = new Set(categories.map((category) => fold(category).trim()))
  const matching = rules.filter(
    ({ words, categories: wanted }) => words.some((word) => has(text, fold(word))) || wanted.some((name) => filed.has(fold(name).trim())),
  )
  return [...new Set(matching.map(({ topic }) => topic))]
}

/** Both in folded form. */
function has(text: string, phrase: string): boolean {
  const words = phrase.trim()
  if (words === '') return false
  return UNPARTED.test(words) ? text.includes(words) : text.includes(` ${words} `)
}

/** Lower-case words without accents, a space on each side of every one, and a line feed where a line ended. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .split('\n')
    .map((line) => ` ${(line.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `)
    .join('\n')
}
