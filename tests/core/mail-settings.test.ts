import { describe, expect, test } from 'vitest'
import { mailStatus, type MailSettings } from '../../src/core/mail-settings.ts'

const COMPLETE: MailSettings = {
  PUBLIC_URL: 'https://brief.example',
  SMTP_URL: 'smtp://user:hunter2@relay.example:587',
  MAIL_FROM: 'Wirebrief <briefings@brief.example>',
  MAIL_BOUNCE: 'bounces@brief.example',
  OPERATOR_EMAIL: 'Operator <operator@brief.example>',
  TOKEN_SECRET: 'x'.repeat(32),
  ADDRESS_PEPPER: 'y'.repeat(32),
}
const BOUND = { smtpFlaw: null, hasBinding: true }
const UNBOUND = { smtpFlaw: null, hasBinding: false }

/** Without the settings named. */
function without(...names: (keyof MailSettings)[]): MailSettings {
  const settings: Partial<MailSettings> = Object.fromEntries(
    Object.entries(COMPLETE).filter(([name]) => !names.some((each) => each === name)),
  )
  return { PUBLIC_URL: 'https://brief.example', ...settings }
}

describe('mailStatus', () => {
  test('of a complete setting misses nothing', () => {
    expect(mailStatus(COMPLETE, UNBOUND)).toEqual({
      ready: true,
      transport: 'smtp',
      from: 'briefings@brief.example',
      bounce: 'bounces@brief.example',
      operator: 'operator@brief.example',
      missing: [],
    })
  })

  test('sends by Cloudflare where no SMTP server is named, and takes bounces where mail comes from', () => {
    expect(mailStatus(without('SMTP_URL', 'MAIL_BOUNCE'), BOUND)).toMatchObject({
      ready: true,
      transport: 'cloudflare',
      bounce: 'briefings@brief.example',
      missing: [],
    })
  })

  test.each([
    ['SMTP_URL', without('SMTP_URL'), UNBOUND, 'is missing, and so is the binding EMAIL'],
    ['SMTP_URL', COMPLETE, { smtpFlaw: 'SMTP_URL must look like …', hasBinding: true }, 'must look like'],
    ['MAIL_FROM', without('MAIL_FROM'), BOUND, 'is missing'],
    ['MAIL_FROM', { ...COMPLETE, MAIL_FROM: '' }, BOUND, 'is missing'],
    ['MAIL_FROM', { ...COMPLETE, MAIL_FROM: 'nobody' }, BOUND, 'is not an address'],
    ['MAIL_FROM', { ...COMPLETE, MAIL_FROM: 'A\r\nBcc: b@c.example <a@b.example>' }, BOUND, 'is not an address'],
    ['MAIL_BOUNCE', { ...COMPLETE, MAIL_BOUNCE: 'bounces@' }, BOUND, 'is not an address'],
    ['MAIL_BOUNCE', { ...COMPLETE, MAIL_BOUNCE: '' }, BOUND, 'is not an address'],
    ['TOKEN_SECRET', without('TOKEN_SECRET'), BOUND, 'is missing'],
    ['TOKEN_SECRET', { ...COMPLETE, TOKEN_SECRET: 'x'.repeat(31) }, BOUND, 'fewer than 32'],
    ['ADDRESS_PEPPER', without('ADDRESS_PEPPER'), BOUND, 'is missing'],
    ['ADDRESS_PEPPER', { ...COMPLETE, ADDRESS_PEPPER: 'short' }, BOUND, 'fewer than 32'],
    ['PUBLIC_URL', { ...COMPLETE, PUBLIC_URL: 'http://brief.example' }, BOUND, 'must begin with https'],
    ['PUBLIC_URL', { ...COMPLETE, PUBLIC_URL: 'https://brief.example/' }, BOUND, 'without a trailing slash'],
    ['PUBLIC_URL', { ...COMPLETE, PUBLIC_URL: 'brief.example' }, BOUND, 'must be an origin'],
  ])('is not ready for %s', (name, settings, transports, detail) => {
    const status = mailStatus(settings, transports)
    expect(status).toMatchObject({ ready: false, missing: [{ name, required: true, detail: expect.stringContaining(detail) }] })
    expect(status.missing).toHaveLength(1)
  })

  test.each([
    ['OPERATOR_EMAIL', without('OPERATOR_EMAIL')],
    ['OPERATOR_EMAIL', { ...COMPLETE, OPERATOR_EMAIL: 'me' }],
    ['TOKEN_SECRET_PREVIOUS', { ...COMPLETE, TOKEN_SECRET_PREVIOUS: 'short' }],
    ['MAIL_PER_SECOND', { ...COMPLETE, MAIL_PER_SECOND: 'many' }],
    ['MAIL_PER_SECOND', { ...COMPLETE, MAIL_PER_SECOND: '-1' }],
  ])('sends without %s, and says so', (name, settings) => {
    expect(mailStatus(settings, BOUND)).toMatchObject({ ready: true, missing: [{ name, required: false }] })
  })

  test.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787'])('needs no https at %s', (PUBLIC_URL) => {
    expect(mailStatus({ ...COMPLETE, PUBLIC_URL }, BOUND).missing).toEqual([])
  })

  test('shows no secret', () => {
    const shown = JSON.stringify(mailStatus({ ...COMPLETE, TOKEN_SECRET: 'secret-1', ADDRESS_PEPPER: 'secret-2' }, BOUND))
    expect(shown).not.toMatch(/secret-|hunter2|relay/)
  })
})
