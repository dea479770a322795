import { fieldsOf, type Field } from './place.ts'

/** The real name that somebody may have meant by one that means nothing. */

/** Every name that can be written where `open` are open, the innermost first. */
export function namesAt(open: readonly Field[]): string[] {
  const names = open
    .toReversed()
    .flatMap((field) =>
      fieldsOf(field).flatMap((inner) => [
        inner.name,
        ...(inner.kind === 'record' ? fieldsOf(inner).map((last) => `${inner.name}.${last.name}`) : []),
        ...(inner.kind === 'list' ? [`${inner.name}.length`] : []),
      ]),
    )
  return [...new Set(names)]
}

/** The name among `names` that is most like `name`; null where none is. */
export function nearest(name: string, names: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(name.length / 3))
  let best: { name: string; distance: number } | null = null
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > most) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance <= most && (best === null || distance < best.distance)) best = { name: candidate, distance }
  }
  return best?.name ?? null
}

/** Where in a view a field of this name stands, as the sections to open; null where none does. */
export function whereabouts(name: string, within: Field): string | null {
  for (const field of fieldsOf(within)) {
    if (field.name === name) return within.path
    const deeper = field.kind === 'list' || field.kind === 'record' ? whereabouts(name, field) : null
    if (deeper !== null) return deeper
  }
  return null
}

/** How many characters have to be put in, left out, changed or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
