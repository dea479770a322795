import { z } from 'zod'
import stylesheet from '../../templates/page.css'
import source from '../../templates/notice.html.mustache'
import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { wordingFor } from './wording.ts'

export const noticeTemplate = { source, partials: { stylesheet } }

/** What the notice's template sees. */
export const NoticeView = z.strictObject({ site: z.string(), title: z.string(), detail: z.string(), address: z.string() })

const page = template(noticeTemplate, htmlEscape)

/** A page that says one thing, such as that there is nothing at an address. */
export function renderNotice(title: string, detail: string, publicUrl: string): string {
  const view: z.infer<typeof NoticeView> = { site: wordingFor('en').labels.site, title, detail, address: `${publicUrl}/` }
  return page(view)
}
