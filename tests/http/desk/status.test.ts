import { createExecutionContext, createScheduledController } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import worker from '../../../src/index.ts'
import { gateway } from '../../../src/http/gateway.ts'
import { momentsOf, readStanding, STANDING } from '../../../src/store/standing.ts'
import { article } from '../../articles.ts'
import { Browser, editor } from '../../desk.ts'
import { obey, ownDomain } from '../../mailbox.ts'
import { addSource } from '../../polling.ts'
import { ownSite } from '../../site.ts'
import { counted } from '../../storage-count.ts'
import { addWebhook } from '../../webhooks.ts'
import { admin, ORIGIN, store } from '../../worker.ts'
import { clock, subscribeReaders, workOff } from '../../working.ts'

const PATH = '/desk/status'

async function text(browser: Browser, headers: Record<string, string> = {}): Promise<string> {
  return (await browser.get(PATH, headers)).text()
}

async function status(): Promise<string> {
  return text(await editor())
}

function ago(minutes: number): string {
  return `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`
}

async function energy(recipe: object = {}): Promise<void> {
  await store(article({ headline: 'A' }))
  await admin('PUT', '/api/briefings/energy', { title: 'Energy', ...recipe })
}

/** Makes everything that is owed to have been owed for so long. */
async function age(minutes: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('UPDATE deliveries SET due_at = ?1').bind(ago(minutes)),
    env.DB.prepare('UPDATE sources SET next_poll_at = ?1').bind(ago(minutes)),
    env.DB.prepare('UPDATE briefings SET next_due_at = ?1 WHERE next_due_at IS NOT NULL').bind(ago(minutes)),
    env.DB.prepare('UPDATE subscribers SET confirmation_due_at = ?1 WHERE confirmation_due_at IS NOT NULL').bind(ago(minutes)),
    env.DB.prepare('UPDATE notices SET at = ?1').bind(ago(minutes)),
  ])
}

async function tickOnly(): Promise<void> {
  await worker.scheduled(createScheduledController(), env)
}

test('says that nothing is stuck where nothing is, how mail is set up, and how much is stored', async () => {
  await energy()
  await clock()
  const page = await status()
  expect(page).toContain('Nothing is stuck.')
  expect(page).not.toContain('Stuck, and what to do')
  expect(page).not.toContain('Waits for somebody')
  expect(page).toContain('leaves by SMTP as briefings@brief.example')
  expect(page).toContain('operator@brief.example')
  expect(page).toMatch(/<dt>The clock last ran<\/dt><dd><time/)
  expect(page).toContain('<li><span>articles</span><b>1</b></li>')
  expect(page).toMatch(/<b>0\.\d MB<\/b>/)
  expect(page).toContain('id="standing" data-again="15"')
  for (const secret of [env.TOKEN_SECRET, env.ADDRESS_PEPPER, env.SMTP_URL, env.ADMIN_TOKEN]) expect(page).not.toContain(secret)
})

test('is one batch of D1, and nothing of KV', async () => {
  const { store: watched, calls } = counted(env)
  await readStanding(watched, { now: ago(0), late: ago(10), week: ago(10_080) }, true)
  expect(calls).toEqual(['D1 batch'])
})

test('counts nothing for a script that looks again', async () => {
  const browser = await editor()
  expect(await text(browser)).toContain('What is stored')
  expect(await text(browser, { 'Sec-Fetch-Dest': 'empty' })).not.toContain('What is stored')
})

describe('the clock', () => {
  test('that has never run is a fact before something is overdue, and a trouble after', async () => {
    await energy({ schedule: { cron: '0 7 * * *' } })
    expect(await status()).toContain('Nothing is stuck.')
    await age(11)
    const page = await status()
    expect(page).toContain('The clock does not run')
    expect(page).toContain('It has not run here yet. Overdue by it: 1 briefing.')
    expect(page).toContain('The edition of energy that was due at')
    expect(page).not.toContain('The queue does not get')
  })

  test('that has stopped is said to have, whatever is owed', async () => {
    await tickOnly()
    await env.DB.prepare('UPDATE clock SET ticked_at = ?1').bind(ago(11)).run()
    expect(await status()).toContain('Nothing is stuck.')
    await env.DB.prepare('UPDATE clock SET ticked_at = ?1').bind(ago(13)).run()
    expect(await status()).toContain('The clock does not run')
    await tickOnly()
    expect(await status()).toContain('Nothing is stuck.')
  })
})

test('names the queue where the clock runs and what is owed stays owed', async () => {
  await energy({ schedule: { cron: '0 7 * * *' } })
  await subscribeReaders('energy', ownDomain(), 2)
  await admin('POST', '/api/briefings/energy/editions', { send: true })
  await addSource({ url: ownSite().at('/feed') })
  await tickOnly()
  await age(9)
  expect(await status()).toContain('Nothing is stuck.')
  await age(11)
  const page = await status()
  expect(page).toContain('The queue does not get to its work: 1 briefing, 1 mailing, 1 source overdue')
  expect(page).toContain('The mailing of edition 1 of energy stands still')
  expect(page).toContain('2 messages could leave since')
  expect(page).not.toContain('The clock does not run')
})

test('shows a mailing that somebody is at as on its way', async () => {
  await energy()
  await subscribeReaders('energy', ownDomain(), 2)
  await admin('POST', '/api/briefings/energy/editions', { send: true })
  await tickOnly()
  await age(11)
  await env.DB.prepare(
    `UPDATE deliveries SET leased_until = '9999-01-01T00:00:00Z' WHERE subscriber = (SELECT min(subscriber) FROM deliveries)`,
  ).run()
  const page = await status()
  expect(page).toContain('Nothing is stuck.')
  expect(page).toContain('On its way')
  expect(page).toContain('0 of 2 settled')
})

test('says what is missing where mail is owed and cannot be sent', async () => {
  await energy()
  const bare = { ...env, SMTP_URL: '', MAIL_FROM: '', OPERATOR_EMAIL: '' }
  const browser = await editor()
  const page = async () => {
    const request = new Request(ORIGIN + PATH, { headers: { Cookie: browser.cookie ?? '' } })
    const context = createExecutionContext()
    return (await gateway.fetch(request, bare, context)).text()
  }
  expect(await page()).toContain('Nothing is stuck.')
  expect(await page()).toContain('not set up')
  expect(await page()).toContain('<code>MAIL_FROM</code>')
  await subscribeReaders('energy', ownDomain(), 1)
  const stuck = await page()
  expect(stuck).toContain('Mail cannot be sent')
  expect(stuck).toContain('MAIL_FROM is missing')
  expect(stuck).not.toContain('OPERATOR_EMAIL is missing: nobody is told when an edition fails or waits for approval. What is owed')
})

test('lists feeds that fail, and webhooks that do not take what is posted', async () => {
  const site = ownSite()
  await site.put({ '/gone': [{ status: 410 }], '/hook': [{ status: 404 }, { status: 200 }] })
  const gone = await addSource({ url: site.at('/gone'), title: 'Old <wire>' })
  await workOff([{ kind: 'poll', source: gone }])
  await energy()
  await addWebhook('energy', site.at('/hook'), 'json', 'The channel')
  const post = async () => {
    await admin('POST', '/api/briefings/energy/editions', { send: true })
    await clock()
  }
  await post()
  const page = await status()
  expect(page).toContain('The source Old &lt;wire&gt; has vanished')
  expect(page).toContain(`href="/desk/sources/${gone}"`)
  expect(page).toContain('The webhook The channel of energy did not take edition 1')
  expect(page).toContain('href="/desk/briefings/energy/webhooks"')
  await admin('PUT', `/api/sources/${gone}`, { url: site.at('/gone'), paused: true })
  await post()
  const after = await status()
  expect(after).not.toContain('has vanished')
  expect(after).not.toContain('did not take edition')
})

test('lists what waits for somebody, each with where to decide', async () => {
  const domain = ownDomain()
  await obey(domain, [{ to: `r0@${domain}`, at: 'rcpt', do: { code: 554, text: '5.7.1 not here' } }])
  await energy({ schedule: { cron: '*/5 * * * *', approval: true } })
  await subscribeReaders('energy', domain, 2)
  await admin('POST', '/api/briefings/energy/editions', { send: true })
  await clock()
  await env.DB.prepare(`UPDATE briefings SET last_due_at = '2026-01-01T00:00:00Z', next_due_at = '2026-01-01T00:05:00Z'`).run()
  await clock()
  await admin('POST', '/api/briefings/energy/editions', { send: true })
  await admin('POST', '/api/briefings/energy/editions/3/pause')
  const page = await status()
  expect(page).toContain('Nothing is stuck.')
  expect(page).toContain('<a href="/desk/briefings/energy/editions/2"><bdi>Edition 2 of energy waits for approval')
  expect(page).toContain('<a href="/desk/briefings/energy/editions/3#ledger"><bdi>The mailing of edition 3 of energy is paused')
  expect(page).toContain(
    '<a href="/desk/briefings/energy/editions/1#ledger"><bdi>The mailing of edition 1 of energy did not reach everybody',
  )
  expect(page).toContain('1 failed: the ledger says why of each.')
})

test('names an edition that could not be made until a later one is', async () => {
  await energy({ schedule: { cron: '0 7 * * *' } })
  await tickOnly()
  const run = (due: string, outcome: string) =>
    env.DB.prepare(`INSERT INTO runs (briefing, due_at, outcome, reason, at) VALUES ('energy', ?1, ?2, 'a text cannot be read', ?3)`)
      .bind(due, outcome, ago(60))
      .run()
  await run('2026-01-01T07:00:00Z', 'failed')
  const page = await status()
  expect(page).toContain('The edition of energy that was due at 1 January 2026 at 07:00 UTC could not be made')
  expect(page).toContain('A text cannot be read.')
  await run('2026-01-02T07:00:00Z', 'frozen')
  expect(await status()).toContain('Nothing is stuck.')
})

test('says that a retention period cannot be read', async () => {
  const browser = await editor()
  const request = new Request(ORIGIN + PATH, { headers: { Cookie: browser.cookie ?? '' } })
  const page = await (await gateway.fetch(request, { ...env, BODY_RETENTION: 'ninety days' }, createExecutionContext())).text()
  expect(page).toContain('Texts are kept beyond their time')
  expect(page).toContain('BODY_RETENTION is no ISO 8601 duration')
})

test('reads what is open by an index, however much is stored', async () => {
  const moments = { now: ago(0), late: ago(10), week: ago(10_080) }
  const plans = await Promise.all(
    Object.entries(STANDING).map(async ([name, sql]) => {
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...momentsOf(sql, moments))
        .all<{ detail: string }>()
      return results.map(({ detail }) => `${name}: ${detail}`)
    }),
  )
  const scans = plans.flat().filter((line) => /SCAN (?!CONSTANT|\(|[wb]\b|sources\b|held_revisions\b)/.test(line))
  expect(scans.filter((line) => !/USING (?:COVERING )?INDEX \w+_(?:sending|paused|waiting|failed|open|oldest|unsent)/.test(line))).toEqual(
    [],
  )
})
