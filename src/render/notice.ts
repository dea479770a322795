import stylesheet from '../../templates/page.css'
import source from '../../templates/notice.html.mustache'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { wordingFor } from './wording.ts'

export const noticeTemplate = { source, partials: { stylesheet } }

const page = template(noticeTemplate, htmlEscape)

/** A page that says one thing, such as that there is nothing at an address. */
export function renderNotice(title: string, detail: string, publicUrl: string): string {
  return page({ site: wordingFor('en').labels.site, title, detail, address: `${publicUrl}/` })
}
