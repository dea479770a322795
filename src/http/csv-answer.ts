import { csvLine } from '../core/csv.ts'

/** A list of any length as a file, read from the store a page at a time while it is sent. `next` gives the page after an entry, and an empty one at the end. */
export function csvAnswer<T extends Readonly<Record<string, string | null>>>(
  name: string,
  columns: readonly (keyof T & string)[],
  next: (last: T | null) => Promise<readonly T[]>,
): Response {
  const encoder = new TextEncoder()
  let last: T | null = null
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvLine(columns)))
    },
    async pull(controller) {
      const page = await next(last)
      last = page.at(-1) ?? null
      if (page.length === 0) return controller.close()
      controller.enqueue(encoder.encode(page.map((entry) => csvLine(columns.map((column) => entry[column] ?? null))).join('')))
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      Vary: 'Accept',
    },
  })
}

/** Whether a list is wanted as a file. */
export function wantsCsv(format: 'json' | 'csv' | undefined, accept: string | undefined): boolean {
  return format === undefined ? /\btext\/csv\b/i.test(accept ?? '') : format === 'csv'
}
