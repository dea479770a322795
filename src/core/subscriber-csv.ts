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

/** Reads a file with a header, parted by commas, semicolons or tabs. Columns that only an export has are passed over. */
export async function readSubscriberCsv(text: string): Promise<Result<CsvRow[], RowFlaw[]>> {
  // Only an import needs it.
  const { default: papa } = await import('papaparse')
  const { data, errors } = papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: delimiterOf(text) })
  const header = (data[0] ?? []).map(columnOf)
  const flaws = headerFlaws(data[0] ?? [], header)
  if (flaws.length > 0) return fail(flaws)
  const broken = new Map(errors.map(({ row = 0, message }) => [row, message]))
  const rows = data.flatMap((cells, index): CsvRow[] => {
    const isBlank = cells.every((cell) => cell.trim() === '')
    return index === 0 || (isBlank && !broken.has(index)) ? [] : [readRow(cells, header, index + 1, broken.get(index))]
  })
  return ok(rows)
}

function readRow(cells: readonly string[], header: readonly (string | null)[], row: number, message: string | undefined): CsvRow {
  const values = new Map(header.map((column, index) => [column, plainCell((cells[index] ?? '').trim())]))
  const state = values.get('state') ?? ''
  const flaws = [
    ...(message === undefined ? [] : [{ row, field: null, detail: `cannot be read: ${message}` }]),
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
