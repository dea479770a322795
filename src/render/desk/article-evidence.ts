import type { Mark } from './article-marks.ts'

/** The body beside the form: its paragraphs, with the points and quotations marked where they stand. */

export interface ParagraphView {
  /** From 1. */
  readonly number: number
  readonly pieces: readonly EvidencePiece[]
}

/** A stretch of a paragraph. What overlaps is split, so that each stretch knows all that it belongs to. */
export interface EvidencePiece {
  readonly words: string
  /** Links back to what begins here. */
  readonly tags: readonly { readonly anchor: string; readonly address: string; readonly label: string; readonly title: string }[]
  /** What it belongs to, as `point-0 quote-2`; null for what nothing was taken from. */
  readonly marked: string | null
  /** `point`, `quote` or both: how it looks. */
  readonly look: string
}

/** The paragraphs of a body with their marks. */
export function evidenceOf(body: readonly string[], marks: readonly Mark[]): ParagraphView[] {
  const byParagraph = new Map<number, Range[]>()
  for (const { kind, at, spans } of marks) {
    for (const [number, { paragraph, start, end }] of spans.entries()) {
      const ranges = byParagraph.get(paragraph) ?? []
      ranges.push({ kind, at, start, end, first: number === 0 })
      byParagraph.set(paragraph, ranges)
    }
  }
  return body.map((text, paragraph) => ({ number: paragraph + 1, pieces: piecesOf(text, byParagraph.get(paragraph) ?? []) }))
}

interface Range {
  readonly kind: Mark['kind']
  readonly at: number
  readonly start: number
  readonly end: number
  /** Whether the whole begins with it; a quotation may run over several. */
  readonly first: boolean
}

function piecesOf(text: string, ranges: readonly Range[]): EvidencePiece[] {
  const edges = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])].toSorted((a, b) => a - b)
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length
    const within = ranges.filter((range) => range.start <= start && range.end >= end)
    return {
      words: text.slice(start, end),
      tags: within.filter((range) => range.first && range.start === start).map(tagOf),
      marked: within.length > 0 ? [...new Set(within.map(({ kind, at }) => `${kind}-${at}`))].join(' ') : null,
      look: [...new Set(within.map(({ kind }) => kind))].join(' '),
    }
  })
}

function tagOf({ kind, at }: Range): EvidencePiece['tags'][number] {
  return {
    anchor: `body-${kind}-${at}`,
    address: `#${kind}-${at}`,
    label: `${kind === 'point' ? 'P' : 'Q'}${at + 1}`,
    title: `${kind === 'point' ? 'Point' : 'Quotation'} ${at + 1}`,
  }
}
