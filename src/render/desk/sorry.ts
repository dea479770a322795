import source from '../../../templates/desk/sorry.html.mustache'
import { deskTemplate } from './template.ts'

export interface SorryView {
  readonly heading: string
  readonly detail: string
  readonly style: string
}

/** A page that says why something is not done, and what to do. */
export const renderSorry: (view: SorryView) => string = deskTemplate(source)
