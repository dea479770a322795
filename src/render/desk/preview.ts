import source from '../../../templates/desk/preview-source.html.mustache'
import type { Composition } from '../../core/composition.ts'
import { renderBy, type OwnTemplates } from '../own.ts'
import type { View } from '../view.ts'
import { viewOf } from '../view-of.ts'
import { inScheme, withLinksOutside } from './preview-scheme.ts'
import { deskTemplate } from './template.ts'

/** What a frame of the preview shows. */
export const PREVIEWS = ['wide', 'phone', 'mail-light', 'mail-dark', 'md', 'txt'] as const
export type Preview = (typeof PREVIEWS)[number]

const renderSource = deskTemplate(source)

/** A composition as the page of one frame. */
export function renderPreview(composition: Composition, preview: Preview, publicUrl: string, templates: OwnTemplates): string {
  const view = () => viewOf(composition, { publicUrl })
  switch (preview) {
    case 'phone':
    case 'wide':
      return withLinksOutside(renderBy('html', view(), templates))
    case 'md':
    case 'txt':
      return sourcePage(renderBy(preview, view(), templates), view(), preview === 'txt')
    case 'mail-light':
    case 'mail-dark': {
      const letter = viewOf(composition, { publicUrl, letter: { kind: 'edition', unsubscribe: `${publicUrl}/` } })
      return withLinksOutside(inScheme(renderBy('mail', letter, templates), preview === 'mail-dark' ? 'dark' : 'light'))
    }
  }
}

/** Why there is nothing to show, as the page of a frame. */
export function renderNoPreview(text: string): string {
  return renderSource({ language: 'en', title: 'No preview', text, ruled: false })
}

/** `ruled`: its lines are as long as they are meant to be. */
function sourcePage(text: string, { language, title }: View, ruled: boolean): string {
  return renderSource({ language, title, text, ruled })
}
