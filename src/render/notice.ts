import * as z from 'zod'
import stylesheet from '../../templates/page.css'
import source from '../../templates/notice.html.mustache'
import { htmlEscape } from './escape-html.ts'
import type { NoticeWords } from './language.ts'
import { directionOf } from './locale.ts'
import { template } from './mustache.ts'
import { wordingFor, type Wording } from './wording.ts'

export const noticeTemplate = { source, partials: { stylesheet } }

/** What the notice's template sees. */
export const NoticeView = z.strictObject({
  language: z.string().describe('of the words, which is English where the wanted one is not spoken'),
  direction: z.enum(['ltr', 'rtl']),
  site: z.string(),
  title: z.string(),
  detail: z.string(),
  address: z.string(),
})

const page = template(noticeTemplate, htmlEscape)

/** A page that says one thing, such as that there is nothing at an address: in English as the problem says it, in other languages by its status. */
export function renderNotice(problem: NoticeWords & { readonly status: number }, publicUrl: string, wanted: string): string {
  const wording = wordingFor(wanted)
  const { language } = wording
  const { title, detail } = language === 'en' ? problem : noticeFor(problem.status, wording)
  const view: z.infer<typeof NoticeView> = {
    language,
    direction: directionOf(language),
    site: wording.labels.site,
    title,
    detail,
    address: `${publicUrl}/`,
  }
  return page(view)
}

function noticeFor(status: number, { notices }: Wording): NoticeWords {
  switch (status) {
    case 404:
    case 413:
    case 503:
      return notices[status]
    default:
      return notices.other
  }
}
