import source from '../../../templates/desk/login.html.mustache'
import { deskTemplate } from './template.ts'

export interface LoginView {
  /** Where to go on. */
  readonly to: string
  readonly problem: string | null
  readonly style: string
}

/** The page by which one comes to the desk. */
export const renderLogin: (view: LoginView) => string = deskTemplate(source)
