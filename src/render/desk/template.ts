import area from '../../../templates/desk/partials/area.html.mustache'
import check from '../../../templates/desk/partials/check.html.mustache'
import choice from '../../../templates/desk/partials/choice.html.mustache'
import end from '../../../templates/desk/partials/end.html.mustache'
import field from '../../../templates/desk/partials/field.html.mustache'
import problem from '../../../templates/desk/partials/problem.html.mustache'
import token from '../../../templates/desk/partials/token.html.mustache'
import top from '../../../templates/desk/partials/top.html.mustache'
import { htmlEscape } from '../escape-html.ts'
import { template } from '../mustache.ts'

/** A page of the desk as a function of its view, with what all pages are made of at hand: `top`, `end`, `token`, `problem` and the fields. */
export function deskTemplate(source: string, own: Readonly<Record<string, string>> = {}): (view: object) => string {
  return template({ source, partials: { top, end, token, problem, field, area, choice, check, ...own } }, htmlEscape)
}
