import { describe, expect, it } from 'vitest'
import { Slug } from '../../src/core/slug.ts'
import { articleId } from '../../src/intake/id.ts'

const given = { day: '2026-01-31', shortId: 'k3x9' }

describe('articleId', () => {
  it.each([
    ['Old Bridge Opens: What Next?', 'old-bridge-opens-what-next'],
    ["The city's plan", 'the-citys-plan'],
    ['Über die Brücke', 'ueber-die-bruecke'],
    ['🙂🚢', '2026-01-31-k3x9'],
    ['…', '2026-01-31-k3x9'],
  ])('makes of %s', async (headline, id) => expect(await articleId(headline, given)).toBe(id))

  it.each(['Міст відкрито', 'افتتاح الجسر', '橋が開いた', '한강 다리', 'x'.repeat(300)])('makes a slug of %s', async (headline) => {
    expect(Slug.safeParse(await articleId(headline, given)).success).toBe(true)
  })

  it('makes a slug of half a character', async () => expect(await articleId('\ud83d', given)).toBe('2026-01-31-k3x9'))

  it('transliterates Cyrillic', async () => expect(await articleId('Міст відкрито', given)).toMatch(/^mist-vidkr/))
})
