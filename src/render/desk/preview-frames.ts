import { PREVIEWS, type Preview } from './preview.ts'

/** A frame of the preview. For the partial `frames`. */
export interface FrameView {
  readonly view: Preview
  readonly caption: string
  readonly shape: 'narrow' | 'broad' | 'source'
  /** What it shows; null until the script or the editor asks for it. */
  readonly source: string | null
}

/** All formats side by side: `of` says of what, as the query of their addresses; null for nothing yet. */
export function previewFrames(of: string | null): FrameView[] {
  return PREVIEWS.map((view) => ({ view, ...LOOKS[view], source: of === null ? null : `/desk/preview/${view}?${of}` }))
}

const LOOKS: Readonly<Record<Preview, Pick<FrameView, 'caption' | 'shape'>>> = {
  wide: { caption: 'Page on a desktop', shape: 'broad' },
  phone: { caption: 'Page on a phone', shape: 'narrow' },
  'mail-light': { caption: 'Mail, light', shape: 'narrow' },
  'mail-dark': { caption: 'Mail, dark', shape: 'narrow' },
  md: { caption: 'Markdown', shape: 'source' },
  txt: { caption: 'Text', shape: 'source' },
}
