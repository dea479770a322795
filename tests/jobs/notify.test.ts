import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { ownDomain, received } from '../mailbox.ts'
import { clock } from '../working.ts'

async function owe(): Promise<void> {
  await env.DB.prepare(
    "INSERT INTO notices (key, kind, briefing, detail, at) VALUES ('k', 'failed', 'energy', 'due 2026-06-01', '2026-06-01T00:00:00Z')",
  ).run()
}

test('a notice keeps to the limit of messages a second, and waits for the clock where others are far ahead', async () => {
  const domain = ownDomain()
  const bindings = { OPERATOR_EMAIL: `o@${domain}`, MAIL_PER_SECOND: '100' }
  const late = Date.now() + 3_600_000
  await owe()
  await env.DB.prepare("INSERT INTO throttles (transport, free_at) VALUES ('smtp', ?1)").bind(late).run()
  await clock(bindings)
  expect(await received(domain)).toEqual([])
  expect(await env.DB.prepare('SELECT free_at FROM throttles').first('free_at')).toBe(late)
  await env.DB.prepare('UPDATE throttles SET free_at = 0').run()
  const start = Date.now()
  await clock(bindings)
  expect(await received(domain)).toHaveLength(1)
  expect(await env.DB.prepare('SELECT free_at FROM throttles').first<number>('free_at')).toBeGreaterThanOrEqual(start + 10)
})
