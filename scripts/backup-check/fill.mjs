import { setTimeout as pause } from 'node:timers/promises'
import { expect } from '../clone-check/steps.mjs'

const SLUG = 'morning-brief'
const TEMPLATE = '{{#sections}}{{#stories}}{{#articles}}{{headline}}\n{{/articles}}{{/stories}}{{/sections}}'
const LEFT = { email: 'gone@wirebrief.example', reason: 'manual' }

/** Does to the samples what a newsroom does in a week, and waits until nothing is left to do. Answers the paths of what readers see. */
export async function fill(call, base) {
  const { articles } = await call('GET', '/api/articles?limit=100')
  const article = await call('GET', `/api/articles/${articles[0].id}`)
  await call('POST', `/api/briefings/${SLUG}/editions`, { send: true })
  await call('PUT', `/api/articles/${article.id}`, {
    ...article,
    dek: 'Put right – “ї”, 北京, 😀.',
    correction: 'An earlier version was wrong.',
  })
  await call('POST', '/api/suppressions', LEFT)
  await call('PUT', '/api/templates/house/txt', { text: TEMPLATE })
  const { url } = await call('POST', '/api/shares', { of: `/briefings/${SLUG}`, expiresIn: 'P7D' })
  const share = new URL(url).pathname
  const edition = `/briefings/${SLUG}/editions/1`
  await until('the edition is mailed', async () => (await call('GET', `/api${edition}/deliveries`)).counts.sent === 1)
  for (const path of [edition, share])
    await until(`the picture of ${path} is drawn`, async () => (await fetch(`${base}${path}/card.png`)).ok)
  return [`/briefings/${SLUG}.md`, `${edition}.json`, `${edition}.eml`, `${edition}/card.png`, share, `/articles/${article.id}.json`]
}

async function until(what, isSo) {
  const deadline = Date.now() + 30_000
  while (!(await isSo())) {
    expect(Date.now() < deadline, `${what}: not within 30 s`)
    await pause(200)
  }
}
