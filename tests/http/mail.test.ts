import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { MailStatus } from '../../src/core/mail-settings.ts'
import { admin, get } from '../worker.ts'

test('the admin API says how mail is set up, to none but an admin', async () => {
  expect((await get('/api/mail')).status).toBe(401)
  const answer = await admin('GET', '/api/mail')
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(MailStatus.parse(JSON.parse(text))).toEqual({
    ready: true,
    transport: 'smtp',
    from: 'briefings@brief.example',
    bounce: 'bounces@brief.example',
    operator: 'operator@brief.example',
    missing: [],
  })
  for (const secret of [env.TOKEN_SECRET, env.ADDRESS_PEPPER, env.SMTP_URL]) expect(text).not.toContain(secret)
})
