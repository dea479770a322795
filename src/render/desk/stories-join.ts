import type { Flaw } from '../../core/result.ts'
import { field, problemView } from './field.ts'
import { when } from './moment.ts'

/** What the form has that puts articles into one story by hand. */
export interface JoinMatter {
  readonly typed: { readonly q: string; readonly story: string; readonly picked: readonly string[] }
  readonly searched: boolean
  /** Whether there is something to search for. */
  readonly hasWords: boolean
  readonly flaws: readonly Flaw[]
  readonly picked: readonly Candidate[]
  readonly found: readonly Candidate[]
}

interface Candidate {
  readonly id: string
  readonly headline: string
  readonly listedAt: string
  readonly story: string | null
}

/** The form, on the page of one story or, where `into` is null, for any. */
export function joinView({ typed, searched, hasWords, flaws, picked, found }: JoinMatter, into: string | null) {
  const wrong = (name: string) => flaws.find(({ pointer }) => fieldOf(pointer) === name)?.detail ?? null
  const others = found.filter(({ id, story }) => !picked.some((one) => one.id === id) && (into === null || story !== into))
  return {
    joinAddress: into === null ? '/desk/stories' : `/desk/stories/${into}`,
    into,
    problem: flaws.length > 0 ? problemView('Nothing was joined yet.', flaws, fieldOf) : null,
    qField: field('q', 'Look for articles', typed.q, {
      hint: 'Words that stand in headline, dek or body.',
      error: searched && !hasWords ? 'needs a word to look for' : null,
    }),
    nothing: searched && hasWords && others.length === 0,
    choices: [...picked.map((one) => ({ ...one, chosen: true })), ...others.map((one) => ({ ...one, chosen: false }))].map(
      ({ id, headline, listedAt, story, chosen }) => ({ pick: id, headline, listed: when(listedAt), storyName: story, chosen }),
    ),
    storyField:
      into === null
        ? field('story', 'Name of the story', typed.story, {
            hint: 'Small letters, digits and hyphens, such as harbour-strike. Left empty it is the story that one of them is of, or a new one.',
            error: wrong('story'),
            dir: 'ltr',
          })
        : null,
  }
}

function fieldOf(pointer: string): string {
  if (pointer.startsWith('/articles')) return 'q'
  return pointer === '/story' ? 'story' : ''
}
