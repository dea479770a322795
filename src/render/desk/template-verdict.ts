import type { Result } from '../../core/result.ts'
import type { TemplateFlaw } from '../check/check.ts'

/** What the check of a template says, beside its text. */

/** Sentences on what it leaves out; or what is wrong with it, where, or as a whole. */
export type Verdict = Result<readonly string[], { readonly detail: string; readonly flaws: readonly TemplateFlaw[] }>

const LONGEST_EXCERPT = 120

export function verdictView(verdict: Verdict, text: string) {
  const lines = text.split('\n')
  return {
    sound: verdict.ok,
    leavesOut: verdict.ok ? verdict.value : [],
    whole: verdict.ok || verdict.error.flaws.length > 0 ? null : verdict.error.detail,
    faults: verdict.ok
      ? []
      : verdict.error.flaws.map(({ line, column, detail }) => ({
          line,
          column,
          fault: detail.replace(/^line \d+, column \d+: /, ''),
          excerpt: excerpt(lines[line - 1] ?? '', column),
        })),
  }
}

/** The line at fault, or as much of it as stands around the fault. */
function excerpt(line: string, column: number): string {
  if (line.length <= LONGEST_EXCERPT) return line.trim()
  const from = Math.max(0, Math.min(column - 1 - LONGEST_EXCERPT / 2, line.length - LONGEST_EXCERPT))
  return `${from > 0 ? '…' : ''}${line.slice(from, from + LONGEST_EXCERPT).toWellFormed()}…`
}
