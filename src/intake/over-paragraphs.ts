import type { Reading } from './reading.ts'
import type { Attributed } from './speakers.ts'

/**
 * Quotations over paragraphs: each paragraph opens a mark and only the last one closes it. They are one, kept as it stands with the
 * marks that its paragraphs begin with.
 */

const LONGEST = 4000

/** Segments in groups, each one quotation: of one segment, or of one a paragraph. */
export function groupParagraphs({ body }: Reading, segments: readonly Attributed[]): Attributed[][] {
  const groups: Attributed[][] = []
  for (const each of segments) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && goesOn(body, last, each) && lengthOf(group) + each.segment.end < LONGEST) group.push(each)
    else groups.push([each])
  }
  return groups
}

/** Whose words a group is: of whom a tag says so, before whom the first was left to. */
export function speakerOf(group: readonly Attributed[]): string | null {
  return (group.find(isTagged) ?? group[0])?.name ?? null
}

function goesOn(body: readonly string[], before: Attributed, { segment, name, how }: Attributed): boolean {
  const { paragraph, open, start, end, single } = before.segment
  if (!open || single || segment.single || segment.paragraph !== paragraph + 1) return false
  // With a tag within, the lock would not find it as one.
  if (/["“”„«»]/.test((body[paragraph] ?? '').slice(start, end))) return false
  if (!/^["“„«»]\s?$/.test((body[segment.paragraph] ?? '').slice(0, segment.start))) return false
  return before.name === name || !isTagged(before) || !isTagged({ segment, name, how })
}

function isTagged({ how }: Attributed): boolean {
  return how === 'after' || how === 'before' || how === 'colon' || how === 'according'
}

function lengthOf(group: readonly Attributed[]): number {
  return group.reduce((sum, { segment }) => sum + segment.end - segment.start + 2, 0)
}
