import { plainCell } from './csv.ts'
import { fail, ok, type Result } from './result.ts'
import { Subscriber, type RowFlaw } from './subscriber.ts'

/** Lists of subscribers as files. */

export const CSV_COLUMNS = Subscriber.keyof().options

const TAKEN = ['email', 'name', 'consentedAt', 'consentSource'] as const

/** One line of a file: its number as the file counts it, what it says, and what is wrong before that is looked at. */
export interface CsvRow {
  readonly row: number
  readonly record: Readonly<Record<string, string | null>>
  readonly flaws: readonly RowFlaw[]
}

/** Of people in one file. */
const MOST_PEOPLE = 20_000

/** Reads a file with a header, parted by commas, semicolons or tabs. Columns that only an export has are passed over. */
export async function readSubscriberCsv(text: string): Promise<Result<CsvRow[], RowFlaw[]>> {
  const oversize = findOversize(text)
  if (oversize) return fail([oversize])
  // Only an import needs it.
  const { default: papa } = await import('papaparse')
  const { data, errors, meta } = papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
    delimiter: delimiterOf(text),
    // The header, one person too many, and the empty line that an end of line leaves. Fast mode would take the rest apart, too.
    preview: MOST_PEOPLE + 2,
    fastMode: false,
  })
  // What stands in quotes that are broken may be the rest of the file.
  const [broken] = errors
  if (broken) return fail([{ row: (broken.row ?? 0) + 1, field: null, detail: `cannot be read: ${broken.message}` }])
  if (meta.truncated) return fail([{ row: data.length + 1, field: null, detail: `at most ${MOST_PEOPLE} people at once, a line each` }])
  const header = (data[0] ?? []).map(columnOf)
  const flaws = headerFlaws(data[0] ?? [], header)
  if (flaws.length > 0) return fail(flaws.slice(0, MOST_FLAWS))
  const rows = data.flatMap((cells, index): CsvRow[] => {
    const isBlank = cells.every((cell) => cell.trim() === '')
    return index === 0 || isBlank ? [] : [readRow(cells, header, index + 1)]
  })
  return ok(rows)
}

const MOST_FLAWS = 100
/** In characters. */
const LONGEST_HEADER = 2000
const LONGEST_LINE = 10_000
/** Forty a line: an export has 23. */
const MOST_MARKS = 40 * MOST_PEOPLE

/** What no list of people has, and what would fill the memory when it is taken apart. */
function findOversize(text: string): RowFlaw | null {
  let row = 1
  let start = 0
  let marks = 0
  for (let at = 0; at <= text.length; at += 1) {
    const mark = text[at]
    if (mark === '"' || mark === ',' || mark === ';' || mark === '\t') marks += 1
    if (mark !== undefined && mark !== '\n' && mark !== '\r') continue
    const most = row === 1 ? LONGEST_HEADER : LONGEST_LINE
    if (at - start > most) return { row, field: null, detail: `at most ${most} characters` }
    if (mark !== '\r' || text[at + 1] !== '\n') row += 1
    start = at + 1
  }
  const detail = `at most ${MOST_MARKS} quotation marks, commas, semicolons and tabs in a file; these are ${marks}`
  return marks > MOST_MARKS ? { row, field: null, detail } : null
}

function readRow(cells: readonly string[], header: readonly (string | null)[], row: number): CsvRow {
  const values = new Map(header.map((column, index) => [column, plainCell((cells[index] ?? '').trim())]))
  const state = values.get('state') ?? ''
  const flaws = [
    ...(cells.length > header.length
      ? [{ row, field: null, detail: `has ${cells.length} cells, and the header names ${header.length}` }]
      : []),
    ...(state === '' || state === 'active'
      ? []
      : [{ row, field: 'state', detail: `is "${state.slice(0, 40)}"; only who is "active" can be taken over` }]),
  ]
  return { row, record: Object.fromEntries(TAKEN.map((column) => [column, values.get(column) || null])), flaws }
}

// Semicolons are what spreadsheets write where the comma is the decimal mark.
function delimiterOf(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1)
  const count = (mark: string) => line.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

function columnOf(cell: string): string | null {
  const name = cell.toLowerCase().replaceAll(/[\s_-]/g, '')
  return CSV_COLUMNS.find((column) => column.toLowerCase() === name) ?? null
}

function headerFlaws(cells: readonly string[], header: readonly (string | null)[]): RowFlaw[] {
  const unknown = cells.flatMap((cell, index) =>
    header[index] ? [] : [{ row: 1, field: cell.slice(0, 100), detail: `is not a column here; these are: ${TAKEN.join(', ')}` }],
  )
  if (unknown.length > 0) return unknown
  const twice = header.filter((column, index) => header.indexOf(column) !== index)
  if (twice.length > 0) return twice.map((field) => ({ row: 1, field, detail: 'stands twice in the header' }))
  return header.includes('email') ? [] : [{ row: 1, field: 'email', detail: 'is required: the first line must name the columns' }]
}
