import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { admin, get, store } from '../../worker.ts'
import { clock, ledger, subscribeReaders, workOff } from '../../working.ts'

const LIST = '/desk/briefings/energy/editions'
const FIRST = `${LIST}/1`

async function text(browser: Browser, path: string): Promise<string> {
  return (await browser.get(path)).text()
}

async function deliver(): Promise<void> {
  const { results } = await env.DB.prepare(`SELECT id FROM mailings WHERE state = 'sending'`).all<{ id: string }>()
  await workOff(results.map(({ id }) => ({ kind: 'deliver', mailing: id })))
}

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const made = await admin('POST', '/api/tokens', { name: `token ${scopes.join()}`, scopes })
  return z.object({ token: z.string() }).parse(await made.json()).token
}

async function energy(more: object = {}): Promise<void> {
  await store(article({ headline: 'A' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy', ...more })
}

test('an edition goes from the form to its readers, is corrected, and they are told', async () => {
  await energy()
  await subscribeReaders('energy', 'sent.example', 3)
  const browser = await editor()
  expect(await text(browser, LIST)).toContain('There is no edition yet')

  const frozen = await browser.post(LIST, {}, LIST)
  expect(frozen.headers.get('Location')).toBe(`${FIRST}?done=frozen`)
  const before = await text(browser, FIRST)
  expect(before).toContain('was not mailed')
  expect(before).toContain('Mail it to 3 subscribers')
  expect(before).toContain('src="/desk/preview/mail-dark?briefing=energy&amp;edition=1"')

  const sent = await browser.post(`${FIRST}/send`, {}, FIRST)
  expect(sent.headers.get('Location')).toBe(`${FIRST}?done=sending`)
  const during = await text(browser, FIRST)
  expect(during).toContain('data-again')
  expect(during).toContain('0 of 3 settled')
  await deliver()
  const after = await text(browser, FIRST)
  expect(after).not.toContain('data-again')
  expect(after).toContain('3 of 3 settled')
  expect(after).toContain('r0@sent.example')
  expect(await text(browser, `${FIRST}?state=failed`)).toContain('Nobody is in this part of the ledger')
  expect((await browser.post(`${FIRST}/send`, {}, FIRST)).status).toBe(409)

  expect((await browser.post(`${FIRST}/correction`, {}, FIRST)).status).toBe(409)
  await admin('PUT', '/api/articles/a', { ...article({ headline: 'A, put right' }), correction: 'It was A <all> along.' })
  const corrected = await text(browser, FIRST)
  expect(corrected).toContain('It was A &lt;all&gt; along.')
  expect(corrected).toContain('not told yet')
  expect(corrected).toContain('Mail 1 correction to 3')
  const told = await browser.post(`${FIRST}/correction`, {}, FIRST)
  expect(told.headers.get('Location')).toBe(`${FIRST}?done=telling`)
  await deliver()
  const known = await text(browser, FIRST)
  expect(known).toContain('1 correction to 3 readers')
  expect(known).not.toContain('not told yet')
  const telling = /href="(\/desk\/briefings\/energy\/editions\/1\?mailing=[\w-]+)#ledger"/.exec(known)?.[1] ?? ''
  expect(await text(browser, telling)).toContain('3 of 3 settled')
})

test('an edition that waits is approved', async () => {
  await energy({ schedule: { cron: '*/5 * * * *', approval: true } })
  await env.DB.prepare(`UPDATE briefings SET last_due_at = '2026-01-01T00:00:00Z', next_due_at = '2026-01-01T00:05:00Z'`).run()
  await subscribeReaders('energy', 'waits.example', 1)
  await clock()
  const browser = await editor()
  const page = await text(browser, FIRST)
  expect(page).toContain('It waits for approval')
  expect(page).toContain('Approve it and mail it to 1 subscriber<')
  expect((await get('/briefings/energy/editions/1')).status).toBe(404)
  expect((await browser.post(`${FIRST}/approve`, {}, FIRST)).status).toBe(303)
  expect((await get('/briefings/energy/editions/1')).status).toBe(200)
  await deliver()
  expect((await ledger('energy', 1)).counts).toEqual({ sent: 1 })
})

test('a mailing is paused, resumed, and sent once more where it failed', async () => {
  await energy()
  await subscribeReaders('energy', 'paused.example', 2)
  const browser = await editor()
  const frozen = await browser.post(LIST, { mail: 'yes' }, LIST)
  expect(frozen.headers.get('Location')).toBe(`${FIRST}?done=frozen-mailed`)
  expect((await browser.post(`${FIRST}/pause`, {}, FIRST)).headers.get('Location')).toBe(`${FIRST}?done=paused`)
  await deliver()
  expect((await ledger('energy', 1)).counts).toEqual({ queued: 2 })
  expect(await text(browser, FIRST)).toContain('is paused')
  expect((await browser.post(`${FIRST}/pause`, {}, FIRST)).headers.get('Location')).toBe(`${FIRST}?done=nothing-sending`)
  expect((await browser.post(`${FIRST}/resume`, {}, FIRST)).headers.get('Location')).toBe(`${FIRST}?done=resumed`)
  await deliver()
  await env.DB.prepare(`UPDATE deliveries SET state = 'unknown', detail = 'cut <off>'`).run()
  const page = await text(browser, FIRST)
  expect(page).toContain('Send the 2 that may have arrived once more')
  expect(page).toContain('would get the edition twice')
  expect(page).toContain('cut &lt;off&gt;')
  expect((await browser.post(`${FIRST}/resend`, { state: 'unknown' }, FIRST)).headers.get('Location')).toBe(`${FIRST}?done=resending`)
  await deliver()
  expect((await ledger('energy', 1)).counts).toEqual({ sent: 2 })
  expect((await browser.post(`${FIRST}/resend`, { state: 'failed' }, FIRST)).headers.get('Location')).toBe(`${FIRST}?done=nothing-resent`)
})

describe('withdrawing', () => {
  test('takes a reason, which readers see', async () => {
    await energy()
    const browser = await editor()
    await browser.post(LIST, {}, LIST)
    const without = await browser.post(`${FIRST}/withdraw`, { reason: ' ' }, FIRST)
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('must not be empty')
    const done = await browser.post(`${FIRST}/withdraw`, { reason: 'The figures were <wrong>.' }, FIRST)
    expect(done.headers.get('Location')).toBe(`${FIRST}?done=withdrawn`)
    expect(await text(browser, FIRST)).toContain('The figures were &lt;wrong&gt;.')
    expect(await text(browser, LIST)).toContain('withdrawn: The figures were &lt;wrong&gt;.')
    const page = await get('/briefings/energy/editions/1')
    expect(page.status).toBe(410)
    expect(await page.text()).toContain('The figures were &lt;wrong&gt;.')
    expect((await browser.post(`${FIRST}/send`, {}, LIST)).status).toBe(409)
  })
})

describe('a test', () => {
  test('of an edition leaves, and is not in the ledger', async () => {
    await energy()
    const browser = await editor()
    await browser.post(LIST, {}, LIST)
    const tested = await browser.post(`${FIRST}/test`, { email: 'me@tested.example' }, FIRST)
    expect(tested.headers.get('Location')).toBe(`${FIRST}?done=tested`)
    expect(await env.DB.prepare('SELECT count(*) AS count FROM deliveries').first('count')).toBe(0)
  })

  test('to what is no address says so, and keeps it', async () => {
    await energy()
    const browser = await editor()
    await browser.post(LIST, {}, LIST)
    const answer = await browser.post(`${FIRST}/test`, { email: 'me at <home>' }, FIRST)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="me at &lt;home&gt;"')
  })
})

test('who may not send freezes, and is offered no mail', async () => {
  await energy()
  const browser = new Browser()
  await browser.login(await tokenWith(['read', 'write']))
  expect(await text(browser, LIST)).not.toContain('name="mail"')
  expect((await browser.post(LIST, { mail: 'yes' }, LIST)).status).toBe(403)
  expect((await browser.post(LIST, {}, LIST)).status).toBe(303)
  const page = await text(browser, FIRST)
  for (const act of ['approve', 'send', 'pause', 'resume', 'resend', 'correction', 'test']) {
    expect(page).not.toContain(`action="${FIRST}/${act}"`)
    expect((await browser.post(`${FIRST}/${act}`, { email: 'me@x.example' }, FIRST)).status).toBe(403)
  }
  expect(page).toContain(`action="${FIRST}/withdraw"`)
})

test('every preview of an edition may be framed by the desk alone, and runs nothing', async () => {
  await energy()
  const browser = await editor()
  await browser.post(LIST, {}, LIST)
  for (const view of ['wide', 'phone', 'mail-light', 'mail-dark', 'md', 'txt']) {
    const answer = await browser.get(`/desk/preview/${view}?briefing=energy&edition=1`)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toMatch(/sandbox(?!.*allow-scripts)/)
    expect(policy).not.toContain('script-src')
    expect(await answer.text()).toContain('A')
  }
  expect(await (await browser.get('/desk/preview/wide?briefing=nothing')).text()).toContain('not here any more')
  expect((await new Browser().get('/desk/preview/wide?briefing=energy')).status).toBe(303)
})

test('an edition, a briefing or a page of them that is not there is not found', async () => {
  await energy()
  const browser = await editor()
  expect((await browser.get(FIRST)).status).toBe(404)
  expect((await browser.get('/desk/briefings/none/editions')).status).toBe(404)
  expect((await browser.post('/desk/briefings/none/editions', {}, '/desk/tokens')).status).toBe(404)
})
