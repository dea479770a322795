import { addArabic } from './arabic.mjs'
import { logIn } from './log-in.mjs'
import { stepsOf } from './steps.mjs'

const SAMPLE = { briefing: 'morning-brief', article: 'engineers-lower-tarn-valley-reservoir-after-crack-is-found' }
const DESK = [
  '/desk',
  '/desk/articles',
  '/desk/articles?q=nothing-has-this-word',
  '/desk/articles/new',
  '/desk/stories',
  '/desk/stories/tarn-valley-dam',
  '/desk/briefings',
  '/desk/briefings/new',
  '/desk/shares',
  '/desk/sources',
  '/desk/sources/new',
  '/desk/templates',
  '/desk/templates/built-in/mail',
  '/desk/suppressions',
  '/desk/tokens',
  '/desk/status',
]

/** A colleague looks at every page of the desk and of the public site that has an address of its own: of the samples, and in Arabic. */
export async function checkPages(colleague, { base, call, token }) {
  const arabic = await addArabic(call)
  await call('POST', `/api/briefings/${SAMPLE.briefing}/editions`)
  const source = await call('POST', '/api/sources', { url: `${base}/briefings/${SAMPLE.briefing}/feed.atom`, topics: ['fed'] })

  await colleague.page.goto('/desk/login')
  await logIn(colleague.page, token)
  await lookAtAll(colleague, [
    '/',
    '/subscriptions',
    ...publicPages(SAMPLE),
    ...publicPages(arabic),
    ...DESK,
    `/desk/sources/${source.id}`,
    ...deskPages(arabic),
  ])
}

/** The editor looks once more at what was made on the way, as it stands then. */
export function checkMadePages(editor, { article, briefing }) {
  return lookAtAll(editor, [...deskPages({ article: article.id, briefing: briefing.slug }), '/desk/templates', '/desk/shares'])
}

/** Each begins anew: that one page cannot be opened says nothing about the others. */
async function lookAtAll(visitor, paths) {
  for (const path of paths) await stepsOf(visitor)(`the page ${path}`, () => visitor.page.goto(path))
}

function publicPages({ briefing, article }) {
  const page = `/briefings/${briefing}`
  return [page, `${page}/editions`, `${page}/editions/1`, `${page}/subscribe`, `/articles/${article}`]
}

function deskPages({ briefing, article }) {
  const recipe = `/desk/briefings/${briefing}`
  return [
    ...['', '/revisions', '/appearances', '/erase'].map((part) => `/desk/articles/${article}${part}`),
    ...['', '/editions', '/editions/1', '/subscribers', '/webhooks', '/remove'].map((part) => recipe + part),
  ]
}
