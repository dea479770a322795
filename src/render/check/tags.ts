import { nearest, namesAt, whereabouts } from './nearest.ts'
import { lookUp, opened, type Field } from './place.ts'
import type { Fault, Tag } from './scan.ts'

/** Whether every tag of a template means something where it stands, and every section is closed. */

const DEEPEST = 20
/** More are not told at once. */
const MOST_FAULTS = 20

export interface TagRules {
  readonly view: Field
  /** The partials there are, by name, each as its tags. */
  readonly partials: ReadonlyMap<string, readonly Tag[]>
  /** The line of a place in the text. */
  readonly lineOf: (at: number) => number
}

export interface CheckedTags {
  readonly faults: readonly Fault[]
  /** The paths of all fields that the template writes or asks for, those of its partials too. */
  readonly used: ReadonlySet<string>
}

interface Section {
  readonly tag: Tag
  /** What it opened; null for one that leaves everything as it is. */
  readonly field: Field | null
}

interface Walk extends TagRules {
  readonly used: Set<string>
  /** What was found of a partial, by its name and what was open. */
  readonly known: Map<string, string | null>
}

/** Checks a template's tags. After a section that is closed wrongly nothing more is said. */
export function checkTags(tags: readonly Tag[], rules: TagRules): CheckedTags {
  const walk = { ...rules, used: new Set<string>(), known: new Map<string, string | null>() }
  return { faults: faultsOf(tags, [rules.view], walk), used: walk.used }
}

function faultsOf(tags: readonly Tag[], outside: readonly Field[], walk: Walk): Fault[] {
  const faults: Fault[] = []
  const sections: Section[] = []
  for (const tag of tags) {
    const { symbol, name, start } = tag
    if (symbol === '/') {
      const open = sections.pop()?.tag
      if (open?.name !== name) return [...faults, { at: start, detail: misclosed(name, open, walk) }]
      continue
    }
    const isSection = symbol === '#' || symbol === '^'
    if (isSection && sections.length === DEEPEST)
      return [...faults, { at: start, detail: `is within ${DEEPEST} sections already: none may be deeper` }]
    const open = [...outside, ...sections.flatMap(({ field }) => field ?? [])]
    const { detail, field } = symbol === '>' ? { detail: partialFault(name, open, walk), field: null } : meaningOf(tag, open, walk)
    if (detail !== null) faults.push({ at: start, detail })
    if (faults.length === MOST_FAULTS) return faults
    if (isSection) sections.push({ tag, field })
  }
  const left = sections.at(-1)?.tag
  if (left) faults.push({ at: left.start, detail: `opens the section "${left.name}", which is never closed: {{/${left.name}}} is missing` })
  return faults
}

function misclosed(name: string, open: Tag | undefined, { lineOf }: Walk): string {
  if (!open) return `{{/${name}}} closes a section that is not open`
  return `{{/${name}}} stands where the section "${open.name}" of line ${lineOf(open.start)} is open: close that first with {{/${open.name}}}`
}

/** What is wrong with a tag, and what it opens. */
function meaningOf(
  { symbol, name }: Tag,
  open: readonly Field[],
  walk: Walk,
): { readonly detail: string | null; readonly field: Field | null } {
  if (symbol === '!') return { detail: null, field: null }
  const found = name === '.' ? (open.at(-1) ?? null) : lookUp(name, open)
  if (!found) return { detail: unknown(name, open, walk), field: null }
  walk.used.add(found.path)
  if (symbol === '') return { detail: misused(name, found), field: null }
  if (symbol === '^') return { detail: null, field: null }
  const again = found.kind === 'list' && open.some(({ path }) => path === found.path)
  return {
    detail: again ? `opens the list "${name}" within itself, which would repeat all of it for each of its items` : null,
    field: found.kind === 'flag' ? null : opened(found),
  }
}

function misused(name: string, { kind }: Field): string | null {
  const around = `write {{#${name}}}…{{/${name}}}`
  if (kind === 'list') return `"${name}" is a list and has no text of its own: ${around} around what each of its items shows`
  if (kind === 'record') return `"${name}" has parts and no text of its own: ${around} around them, or name one of them`
  return kind === 'flag' ? `"${name}" is true or false and has no text of its own: ${around} around what it decides` : null
}

function unknown(name: string, open: readonly Field[], { view }: Walk): string {
  const meant = nearest(name, namesAt(open))
  if (meant !== null) return `there is no "${name}" here; did you mean "${meant}"?`
  const last = name.split('.').at(-1) ?? name
  const where = whereabouts(last, view)
  if (where === null) return `there is no "${name}" in the view`
  return `there is no "${name}" here; "${last}" stands ${where === '' ? 'outside all sections' : `within {{#${where.split('.').join('}}{{#')}}}`}`
}

function partialFault(name: string, open: readonly Field[], walk: Walk): string | null {
  const tags = walk.partials.get(name)
  if (!tags) {
    const names = [...walk.partials.keys()]
    const meant = nearest(name, names)
    return `there is no partial "${name}"; ${meant === null ? `there is ${names.map((one) => `"${one}"`).join(', ')}` : `did you mean "${meant}"?`}`
  }
  const key = [name, ...open.map(({ path }) => path)].join(' ')
  const known = walk.known.get(key)
  if (known !== undefined) return known
  const [first] = faultsOf(tags, open, walk)
  const detail = first ? `the partial "${name}" cannot stand here: ${first.detail}` : null
  walk.known.set(key, detail)
  return detail
}
