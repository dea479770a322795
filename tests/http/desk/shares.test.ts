import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { admin, get, ORIGIN, store } from '../../worker.ts'

const PATH = '/desk/shares'

function linkIn(page: string): string {
  return /value="https:\/\/brief\.example(\/s\/[\w-]{32})"/.exec(page)?.[1] ?? ''
}

test('a link is made, shown once, opened and revoked', async () => {
  await store(article({ headline: 'A' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  const browser = await editor()
  expect(await (await browser.get(PATH)).text()).toContain('Nothing is shared yet')
  const made = await browser.post(PATH, { of: `${ORIGIN}/briefings/energy/`, life: 'P7D', label: 'For <them>' }, PATH)
  expect(made.status).toBe(201)
  const page = await made.text()
  const link = linkIn(page)
  expect((await get(link)).status).toBe(200)
  expect(page).toContain('For &lt;them&gt;')

  const listed = await (await browser.get(PATH)).text()
  expect(listed).not.toContain(link)
  expect(listed).toContain('works until')
  expect(listed).toContain('within 60 seconds')
  const revoke = /action="(\/desk\/shares\/[\w-]+\/revoke)"/.exec(listed)?.[1] ?? ''
  expect((await browser.post(revoke, {}, PATH)).headers.get('Location')).toBe(`${PATH}?done=share-revoked`)
  expect((await get(link)).status).toBe(404)
  const after = await (await browser.get(PATH)).text()
  expect(after).toContain('revoked')
  expect(after).not.toContain('/revoke"')
})

test('an edition and an article are shared as well; the form comes filled in from their pages', async () => {
  await store(article({ headline: 'A' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await admin('POST', '/api/briefings/energy/editions')
  const browser = await editor()
  expect(await (await browser.get(`${PATH}?of=/briefings/energy/editions/1`)).text()).toContain('value="/briefings/energy/editions/1"')
  for (const of of ['/briefings/energy/editions/1', '/articles/a']) {
    const made = await browser.post(PATH, { of, life: 'PT1H', label: '' }, PATH)
    expect((await get(linkIn(await made.text()))).status).toBe(200)
  }
})

describe('what is private', () => {
  test('is shared only where that is said outright, and nothing typed is lost', async () => {
    await admin('PUT', '/api/briefings/inside', { title: 'Inside', visibility: 'private' })
    const browser = await editor()
    const typed = { of: '/briefings/inside', life: 'P90D', label: 'Kept' }
    const refused = await browser.post(PATH, typed, PATH)
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('this is private')
    expect(page).toContain('href="#private-on"')
    expect(page).toContain('value="Kept"')
    expect(page).toContain('value="P90D" selected')
    const made = await browser.post(PATH, { ...typed, private: 'on' }, PATH)
    expect(made.status).toBe(201)
    expect((await get(linkIn(await made.text()))).status).toBe(200)
  })
})

test.each(['', '/nothing', '/briefings/none', '<script>alert(1)</script>', 'https://elsewhere.example/briefings/x', '/s/abc'])(
  'of “%s” nothing is made, and the form says why',
  async (of) => {
    const browser = await editor()
    const answer = await browser.post(PATH, { of, life: 'P7D', label: '<script>' }, PATH)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('id="of-error"')
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('value="<script>')
  },
)

test('who may only read sees the list, and makes and revokes nothing', async () => {
  await store(article({ headline: 'A' }))
  const { id } = z.object({ id: z.string() }).parse(await (await admin('POST', '/api/shares', { of: '/articles/a' })).json())
  const made = await admin('POST', '/api/tokens', { name: 'Reader', scopes: ['read'] })
  const browser = new Browser()
  await browser.login(z.object({ token: z.string() }).parse(await made.json()).token)
  const page = await (await browser.get(PATH)).text()
  expect(page).toContain('/articles/a')
  expect(page).not.toContain('/revoke"')
  expect((await browser.post(PATH, { of: '/articles/a', life: 'P7D' }, PATH)).status).toBe(403)
  expect((await browser.post(`${PATH}/${id}/revoke`, {}, PATH)).status).toBe(403)
})
