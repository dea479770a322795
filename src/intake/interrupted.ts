import type { Segment } from './marks.ts'
import type { Reading } from './reading.ts'
import type { Attributed } from './speakers.ts'

/**
 * Interrupted quotations: `“A,” said Ann Lee. “B.”` is one, kept as the passage it stands in with its speaker's tag, for
 * "A, B." without it was never written and may never have been said in one breath.
 */

const LONGEST_TAG = 300
const LONGEST = 4000

/** The segments with those made one that only their speaker's tag parts. */
export function joinInterrupted(reading: Reading, segments: readonly Attributed[]): Attributed[] {
  const starts = sentenceStarts(reading)
  const joined: Attributed[] = []
  let last: Attributed | null = null
  for (const each of segments) {
    const before = joined.at(-1)
    const goesOn = last && before && goesOnAfter(reading, starts, last, each) && each.segment.end - before.segment.start <= LONGEST
    if (goesOn) joined.splice(-1, 1, { ...before, segment: { ...each.segment, start: before.segment.start } })
    else joined.push(each)
    last = each
  }
  return joined
}

function sentenceStarts(reading: Reading): ReadonlyMap<number, number[]> {
  const starts = new Map<number, number[]>()
  for (const { paragraph, start } of reading.sentences) {
    const known = starts.get(paragraph)
    if (known) known.push(start)
    else starts.set(paragraph, [start])
  }
  return starts
}

function goesOnAfter(reading: Reading, starts: ReadonlyMap<number, number[]>, first: Attributed, second: Attributed): boolean {
  const same = first.segment.paragraph === second.segment.paragraph && first.name === second.name
  const own = second.how === 'after' || second.how === 'colon' || second.how === 'according'
  // Single marks within would not be told from apostrophes.
  return same && !first.segment.single && first.how === 'after' && !own && isTag(reading, starts, first.segment, second.segment)
}

/** Whether what stands between two segments belongs to the sentence that the first began, and to no other. */
function isTag(reading: Reading, starts: ReadonlyMap<number, number[]>, first: Segment, second: Segment): boolean {
  const paragraph = reading.body[first.paragraph] ?? ''
  const between = paragraph.slice(first.end, second.start)
  if (between.length > LONGEST_TAG || !/\p{L}/u.test(between)) return false
  const said = paragraph.slice(first.start, first.end)
  if (!/[,!?…—–-]["'”’]*$/.test(said) && !/^["”'’»」]+\s?[,—–-]/.test(between)) return false
  // "Stop!" may have ended a sentence before its tag.
  const allowed = /[!?…]["'”’]*$/.test(said) ? 1 : 0
  const within = (starts.get(first.paragraph) ?? []).filter(
    (start) => start > first.end && start < second.start && /\p{L}/u.test(paragraph.slice(start, second.start)),
  )
  return within.length <= allowed
}
