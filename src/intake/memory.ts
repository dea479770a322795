import { textOf } from './capitals.ts'
import type { Segment } from './marks.ts'
import type { Known } from './people.ts'
import type { Sentence } from './reading.ts'
import { isRole } from './roles.ts'
import { personNamed, pronounGender, type Subject } from './sources.ts'

/** Whom the text has spoken of so far, for pronouns and titles. */
export class Memory {
  private last: string | null = null
  private lastGender: 'he' | 'she' | null = null
  private readonly people: readonly Known[]
  private readonly byGender = new Map<string, string>()
  private readonly mentions = new Map<number, { person: Known; from: number; to: number }[]>()

  constructor(people: readonly Known[]) {
    this.people = people
    for (const person of people) {
      for (const { sentence, from, to } of person.mentions) {
        const mentions = this.mentions.get(sentence.index)
        if (mentions) mentions.push({ person, from, to })
        else this.mentions.set(sentence.index, [{ person, from, to }])
      }
    }
  }

  resolve(sentence: Sentence, subject: Subject): string | null {
    const { name, gender } = this.meaning(sentence, subject)
    if (name) {
      this.last = name
      this.lastGender = gender
      if (gender) this.byGender.set(gender, name)
    }
    return name
  }

  peek(sentence: Sentence, subject: Subject): string | null {
    return this.meaning(sentence, subject).name
  }

  /** The speaker of a segment without any cue: whom its sentence names first before it, else who spoke last. */
  nearest({ paragraph, start }: Segment, sentence: Sentence | undefined): { name: string | null; how: 'sentence' | 'none' } {
    const mentions = sentence?.paragraph === paragraph ? (this.mentions.get(sentence.index) ?? []) : []
    const before = mentions.find(({ to }) => (sentence?.words[to - 1]?.end ?? Infinity) <= start)
    return before ? { name: before.person.name, how: 'sentence' } : { name: this.last, how: 'none' }
  }

  private meaning(sentence: Sentence, { from, to, kind }: Subject): { name: string | null; gender: 'he' | 'she' | null } {
    const { words } = sentence
    if (kind === 'pronoun') return this.antecedent(sentence, from)
    const within = (this.mentions.get(sentence.index) ?? []).filter(
      (mention) => mention.from >= from && mention.to <= to && !words[mention.to - 1]?.possessive,
    )
    const person = within.at(-1)?.person ?? null
    if (within.some((mention) => mention.to === to))
      return within.find((mention) => mention.to === to)?.person ?? { name: null, gender: null }
    const named = person ? null : this.namedAfter(sentence, from, to)
    if (named) return named
    const text = textOf(sentence, from, to)
    const known = to - from === 1 ? personNamed(this.people, text) : null
    if (known) return known
    if (kind === 'noun') {
      const meant = this.byRole(sentence, from, to)
      if (meant) return meant
    }
    return { name: text.length > 200 ? null : person && to - from > 8 ? person.name : text.replace(/ \([^)]*$/, ''), gender: null }
  }

  /** "Ukraine's deputy minister, Ann Lee, said": the name follows the role. */
  private namedAfter(sentence: Sentence, from: number, to: number): Known | null {
    if (sentence.words[to]?.gap !== ', ' || !sentence.words.slice(from, to).some((word) => isRole(word.text))) return null
    return this.mentions.get(sentence.index)?.find((mention) => mention.from === to)?.person ?? null
  }

  /** The person most lately named before a pronoun, of its gender; who spoke last comes before who was only mentioned. */
  private antecedent(sentence: Sentence, at: number): { name: string | null; gender: 'he' | 'she' | null } {
    const gender = pronounGender(sentence.words[at]?.text ?? '')
    if (!gender) return { name: /^they$/i.test(sentence.words[at]?.text ?? '') ? this.last : null, gender: null }
    let best: { name: string; rank: number } | null = null
    for (let distance = 0; distance <= 6; distance++) {
      for (const { person, from, to } of this.mentions.get(sentence.index - distance) ?? []) {
        if ((person.gender && person.gender !== gender) || (distance === 0 && to > at)) continue
        const rank = (from <= 3 ? 1 : 0) + (person.gender === gender ? 1 : 0) + (person.name === this.last ? 1.5 : 0) - distance * 1.2
        if (!best || rank > best.rank) best = { name: person.name, rank }
      }
    }
    const name = best?.name ?? this.byGender.get(gender) ?? (this.lastGender === null || this.lastGender === gender ? this.last : null)
    return { name, gender }
  }

  /** "the minister": the person most lately named whose role has the word. */
  private byRole(sentence: Sentence, from: number, to: number): { name: string; gender: 'he' | 'she' | null } | null {
    const noun = sentence.words[to - 1]?.text.toLowerCase() ?? ''
    if (!/^(?:the|The)$/.test(sentence.words[from]?.text ?? '') || to - from > 4 || !isRole(noun) || noun.endsWith('s')) return null
    let best: { person: Known; at: number } | null = null
    for (const person of this.people) {
      const roles = `${person.role ?? ''} `.toLowerCase()
      if (!roles.split(/[^\p{L}-]+/u).includes(noun)) continue
      const at = person.mentions.findLast((mention) => mention.sentence.index <= sentence.index)?.sentence.index
      if (at !== undefined && (!best || at > best.at)) best = { person, at }
    }
    return best?.person ?? null
  }
}
