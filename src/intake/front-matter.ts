import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { isFieldName } from './front-matter-names.ts'

/** Front matter: what a Markdown document says of itself above its text, in YAML between "---" or in TOML between "+++". */

/** A document parted into its front matter and its text. */
export interface Parted {
  readonly format: 'yaml' | 'toml'
  readonly head: string
  readonly text: string
}

// Far more than any article says of itself; what parses it slows down with nesting.
const LONGEST = 64_000
const DEEPEST = 20

/** The parts of a document; null where it has no front matter, such as one that begins with a thematic break. */
export function partFrontMatter(text: string): Result<Parted | null, Flaw[]> {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text)
  if (!fence) return ok(null)
  const format = fence[1] === '---' ? 'yaml' : 'toml'
  const from = fence[0].length
  const end = (format === 'yaml' ? /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m : /^\+\+\+[ \t]*(?:\n|$)/m).exec(text.slice(from))
  const head = text.slice(from, end ? from + end.index : from + LONGEST)
  if (!saysFields(head, format)) return ok(null)
  if (!end) return refuse(`the front matter has no end: put a line of ${format === 'yaml' ? '---' : '+++'} after it`)
  if (head.length > LONGEST) return refuse(`the front matter is longer than ${LONGEST} characters`)
  return ok({ format, head, text: text.slice(from + end.index + end[0].length) })
}

/** Whether a line of it begins with the name of a field; a blank first line makes the mark above it a thematic break. */
function saysFields(head: string, format: Parted['format']): boolean {
  if (/^[ \t]*(?:\n|$)/.test(head)) return false
  const names = head.matchAll(
    format === 'yaml' ? /^["']?([\p{L}_][\p{L}\p{N}_ -]{0,40}?)["']?:(?=\s|$)/gmu : /^["']?([\w-]{1,40})["']? *=/gm,
  )
  for (const [, name = ''] of names) if (isFieldName(name)) return true
  return false
}

/** What front matter says, by its keys. Aliases, which can multiply, are not taken. */
export async function parseFrontMatter({ format, head }: Parted): Promise<Result<[string, unknown][], Flaw[]>> {
  if (nesting(head) > DEEPEST) return refuse(`the front matter nests deeper than ${DEEPEST} levels`)
  try {
    const value = format === 'yaml' ? await parseYaml(head) : (await import('smol-toml')).parse(head)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return ok(Object.entries(value))
    return refuse('the front matter is no list of fields, such as “title: A bridge opens”')
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('\n')
    return refuse(`the front matter is no ${format.toUpperCase()}: ${reason.slice(0, 200).toWellFormed()}`)
  }
}

async function parseYaml(head: string): Promise<unknown> {
  const { parseDocument, visit } = await import('yaml')
  const document = parseDocument(head, { logLevel: 'silent', merge: false })
  visit(document, {
    Alias: (_, { source }) => {
      throw new Error(`no aliases are taken, such as *${source}`)
    },
  })
  const [error] = document.errors
  if (error) throw error
  return document.toJS({ maxAliasCount: 0 })
}

/** How deep brackets and indentation go at most. */
function nesting(head: string): number {
  let [open, deepest] = [0, 0]
  for (const mark of head.match(/[[\]{}]/g) ?? []) {
    open += mark === '[' || mark === '{' ? 1 : -1
    deepest = Math.max(deepest, open)
  }
  const blocks = head.match(/^(?:[ \t]*[-?:](?=\s))*[ \t]*/gm) ?? []
  return Math.max(deepest, ...blocks.map((start) => (start.match(/[-?:]|\s\s/g) ?? []).length))
}

function refuse(detail: string): Result<never, Flaw[]> {
  return fail([{ pointer: '', detail }])
}
