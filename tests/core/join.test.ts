import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../src/core/arrangement.ts'
import { foldCopies, nearestFirst, originsOfCopies } from '../../src/core/copies.ts'
import { decideJoining } from '../../src/core/join.ts'
import type { Similar, StoryPlace } from '../../src/core/similar.ts'

const place = (id: string, story: string | null = null, storyBy: StoryPlace['storyBy'] = null): StoryPlace => ({ id, story, storyBy })
const near = (of: StoryPlace, score = 0.9): Similar => ({ ...of, headline: of.id, kind: 'near-duplicate', score })
const decide = (arrived: StoryPlace[], similar: Similar[][]) => decideJoining(arrived, similar, () => '0a1b2c3d-4e5f')

describe('joining', () => {
  it('founds a story for two that have none', () => {
    expect(decide([place('b')], [[near(place('a'))]])).toMatchObject({
      foundings: [{ anchor: 'a', story: 'story-0a1b2c3d' }],
      joins: [{ article: 'b', anchor: 'a' }],
    })
  })

  it('prefers one that has a story, then one that may get one', () => {
    const [alone, fixed, storied] = [place('alone'), place('fixed', null, 'sender'), place('storied', 's', 'editor')]
    expect(decide([place('b')], [[near(fixed), near(alone, 0.8), near(storied, 0.6)]]).joins).toEqual([{ article: 'b', anchor: 'storied' }])
    expect(decide([place('b')], [[near(fixed), near(alone, 0.8)]]).joins).toEqual([{ article: 'b', anchor: 'alone' }])
  })

  it('leads a chain of arrivals to its beginning, and founds one story for it', () => {
    const [a, b, c] = [place('a'), place('b'), place('c')]
    expect(decide([b, c], [[near(a)], [near(b)]])).toMatchObject({
      foundings: [{ anchor: 'a', story: 'story-0a1b2c3d' }],
      joins: [
        { article: 'b', anchor: 'a' },
        { article: 'c', anchor: 'a' },
      ],
    })
  })

  it('asks about copies that came in together once', () => {
    const same = (of: StoryPlace): Similar => ({ ...near(of, 0.4), kind: 'same event' })
    const [a, b, c] = [place('a'), place('b'), place('c')]
    expect(decide([a, b, c], [[], [near(a)], [same(b), same(a)]]).pairings).toEqual([
      { article: 'b', other: 'a', kind: 'near-duplicate', score: 0.9 },
      { article: 'c', other: 'a', kind: 'same event', score: 0.4 },
    ])
  })

  it('founds nothing for one whose sender says that it is of none', () => {
    expect(decide([place('b', null, 'sender')], [[near(place('a'))]])).toMatchObject({
      foundings: [{ anchor: 'a', story: null }],
      joins: [{ article: 'b' }],
      pairings: [{ article: 'b', other: 'a', kind: 'near-duplicate' }],
    })
  })
})

const outlet = (name: string) => ({ key: name, name })
const entry = (id: string, fields: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  id,
  revision: 1,
  key: id,
  headline: id,
  listedAt: '2026-03-01T08:00:00Z',
  updatedAt: '2026-03-01T08:00:00Z',
  story: 's',
  storyBy: 'server',
  copySet: 'set',
  topics: [],
  origins: [outlet('reuters')],
  steps: 2,
  carriedRevision: null,
  ...fields,
})

describe('the copy nearest the origin', () => {
  it.each([
    [
      'is the origin itself',
      [entry('own', { steps: 1, origins: [outlet('post')] }), entry('reuters', { steps: 1 }), entry('citing')],
      'reuters',
    ],
    ['has the shortest chain', [entry('long', { steps: 3 }), entry('short', { steps: 2 })], 'short'],
    ['knows its origin', [entry('unknown', { steps: 0, origins: [] }), entry('known', { steps: 4 })], 'known'],
    ['came first', [entry('late', { listedAt: '2026-03-02T08:00:00Z' }), entry('early')], 'early'],
    ['comes first by id', [entry('b'), entry('a')], 'a'],
  ])('%s', (_, copies, expected) => {
    expect(nearestFirst(copies)[0]?.id).toBe(expected)
    expect(nearestFirst(copies.toReversed())[0]?.id).toBe(expected)
  })
})

describe('folding', () => {
  it('keeps apart what is of no story or of another, and what is of no set', () => {
    const entries = [entry('a'), entry('b', { story: null }), entry('c', { story: 't' }), entry('d', { copySet: null }), entry('e')]
    expect(Object.fromEntries(foldCopies([], entries).rest.map((one) => [one.entry.id, one.copies.length]))).toEqual({
      a: 1,
      b: 0,
      c: 0,
      d: 0,
    })
  })
})

describe('the origins of copies', () => {
  it.each([
    ['one that all cite', [entry('a'), entry('b'), entry('c', { steps: 1 })], ['reuters']],
    ['the one cited, not who cites nobody', [entry('a', { steps: 1, origins: [outlet('post')] }), entry('b')], ['reuters']],
    [
      'one, where nobody cites anybody',
      [entry('a', { steps: 1, origins: [outlet('post')] }), entry('b', { steps: 1, origins: [outlet('courier')] })],
      ['post'],
    ],
    ['two, where two are cited', [entry('a'), entry('b', { origins: [outlet('afp')] })], ['reuters', 'afp']],
    ['none, where none is known', [entry('a', { steps: 0, origins: [] }), entry('b', { steps: 0, origins: [] })], []],
  ])('are %s', (_, copies, expected) => {
    expect(originsOfCopies(copies).map(({ key }) => key)).toEqual(expect.arrayContaining(expected))
    expect(new Set(originsOfCopies(copies).map(({ key }) => key)).size).toBe(expected.length)
  })
})
