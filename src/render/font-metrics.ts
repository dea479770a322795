/** What wrapping needs to know of a TrueType font: which characters it has, and how wide each is. Pure. */

export interface FontMetrics {
  /** The advance of a character in ems; null where the font does not have it. */
  readonly advance: (codePoint: number) => number | null
}

/** Reads the tables `head`, `hhea`, `hmtx` and `cmap` (OpenType 1.9). */
export function readFontMetrics(font: ArrayBuffer): FontMetrics {
  const view = new DataView(font)
  const tables = tablesOf(view)
  const unitsPerEm = view.getUint16(tableAt(tables, 'head') + 18)
  const measured = view.getUint16(tableAt(tables, 'hhea') + 34)
  const widths = tableAt(tables, 'hmtx')
  const glyphOf = readCharacterMap(view, tableAt(tables, 'cmap'))
  return {
    advance(codePoint) {
      const glyph = glyphOf(codePoint)
      return glyph === 0 ? null : view.getUint16(widths + 4 * Math.min(glyph, measured - 1)) / unitsPerEm
    },
  }
}

function tablesOf(view: DataView): Map<string, number> {
  const tables = new Map<string, number>()
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + 16 * index
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)))
    tables.set(tag, view.getUint32(record + 8))
  }
  return tables
}

function tableAt(tables: ReadonlyMap<string, number>, tag: string): number {
  const offset = tables.get(tag)
  if (offset === undefined) throw new Error(`the font has no table "${tag}"`)
  return offset
}

type CharacterMap = (codePoint: number) => number

// Every font has the map of the Basic Multilingual Plane in format 4, which is all that our texts are set in.
function readCharacterMap(view: DataView, cmap: number): CharacterMap {
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const subtable = cmap + view.getUint32(cmap + 8 + 8 * index)
    if (view.getUint16(subtable) === 4) return segmentMap(view, subtable)
  }
  throw new Error('the font has no character map of format 4')
}

function segmentMap(view: DataView, at: number): CharacterMap {
  const doubled = view.getUint16(at + 6)
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled]
  return (codePoint) => {
    if (codePoint > 0xffff) return 0
    for (let segment = 0; segment < doubled; segment += 2) {
      if (view.getUint16(ends + segment) < codePoint) continue
      const start = view.getUint16(starts + segment)
      if (start > codePoint) return 0
      const delta = view.getUint16(deltas + segment)
      const offset = view.getUint16(offsets + segment)
      if (offset === 0) return (codePoint + delta) & 0xffff
      const glyph = view.getUint16(offsets + segment + offset + 2 * (codePoint - start))
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff
    }
    return 0
  }
}
