/** Comma-separated values (RFC 4180), with cells that no spreadsheet runs: each is quoted, as some split lines at other marks, too. */

// What a spreadsheet takes for a formula. An apostrophe before it makes it text, also where there are some already.
const FORMULA = /^'*[=+\-@\t\r\n]/

/** One line of a file, with its end. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: string | null): string {
  const text = value === null ? '' : FORMULA.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}

/** A cell as it was before `csvLine` made it harmless. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
