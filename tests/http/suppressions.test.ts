import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { SuppressionEntry } from '../../src/core/suppression.ts'
import { suppressionsOf } from '../../src/newsroom/suppress.ts'
import { suppressStatements } from '../../src/store/suppressions.ts'
import { dumpStores } from '../dump.ts'
import { ask, deliveryOf, edit, jobs, owe, rowOf, rowsOf, SECRETS, subscribe, tokenFor } from '../subscribing.ts'
import { admin, problemOf } from '../worker.ts'

const Made = z.strictObject({ id: z.string(), reason: z.string(), at: z.string() })
const Listed = z.object({ suppressions: z.array(SuppressionEntry), cursor: z.string().nullable() })

beforeEach(async () => {
  jobs.length = 0
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  await admin('PUT', '/api/briefings/evening', { title: 'Evening' })
})

async function suppress(email: string, reason = 'manual', status = 201): Promise<z.infer<typeof Made>> {
  const answer = await edit('POST', '/api/suppressions', { json: { email, reason } })
  expect(answer.status).toBe(status)
  return Made.parse(await answer.json())
}

async function list(query = ''): Promise<z.infer<typeof Listed>> {
  return Listed.parse(await (await edit('GET', `/api/suppressions${query}`)).json())
}

describe('suppressing an address', () => {
  test('ends it on every list, however it is written, and what is still to be sent', async () => {
    const one = await subscribe('Ann@x.example')
    const two = await subscribe('ann@x.example', 'evening')
    const other = await subscribe('bo@x.example')
    const queued = await owe([one.id, two.id, other.id], 'queued')
    const { id, reason } = await suppress('ANN@X.example', 'complaint')
    expect(reason).toBe('complaint')
    expect((await rowsOf('ann@x.example')).map(({ state, ended_at: at }) => [state, at !== null])).toEqual([
      ['suppressed', true],
      ['suppressed', true],
    ])
    expect(await deliveryOf(queued, one.id)).toEqual({ state: 'cancelled', detail: 'suppressed', lease: null })
    expect(await deliveryOf(queued, two.id)).toMatchObject({ state: 'cancelled' })
    expect(await deliveryOf(queued, other.id)).toMatchObject({ state: 'queued' })
    expect((await list()).suppressions).toEqual([
      { id, address: 'ann@x.example', reason: 'complaint', detail: null, at: expect.any(String) },
    ])
  })

  test('again changes nothing and says so', async () => {
    const first = await suppress('a@x.example')
    expect(await suppress('A@x.example', 'complaint', 200)).toEqual(first)
  })

  test('stops a confirmation that is on its way, also of one who had left', async () => {
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'new@x.example' } })
    const left = await subscribe('left@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${left.token}`)
    await env.DB.prepare('UPDATE subscribers SET asked_at = NULL').run()
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'left@x.example' } })
    for (const email of ['new@x.example', 'left@x.example']) {
      const { id, nonce } = await rowOf(email)
      expect(nonce).not.toBeNull()
      await suppress(email)
      expect((await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', id, nonce)}`)).status).toBe(404)
      expect((await rowOf(email)).state).not.toBe('active')
    }
  })

  test('can be done for many in one batch with other statements', async () => {
    const rows = [await subscribe('a@x.example'), await subscribe('b@x.example'), await subscribe('c@x.example')]
    const entries = await suppressionsOf(
      [
        { email: 'A@x.example', reason: 'bounce', detail: '550 5.1.1 no such user' },
        { email: 'b@x.example', reason: 'bounce', detail: null },
      ],
      SECRETS.pepper,
    )
    await env.DB.batch([...suppressStatements(env.DB, entries, '2026-01-01T00:00:00Z'), env.DB.prepare('SELECT 1')])
    expect(Object.fromEntries((await list()).suppressions.map(({ address, detail }) => [address, detail]))).toEqual({
      'a@x.example': '550 5.1.1 no such user',
      'b@x.example': null,
    })
    expect(await Promise.all(rows.map(async ({ email }) => (await rowOf(email)).state))).toEqual(['suppressed', 'suppressed', 'active'])
    await suppress('a@x.example', 'complaint', 200)
    expect((await list()).suppressions.find(({ address }) => address === 'a@x.example')).toMatchObject({
      reason: 'complaint',
      detail: null,
    })
  })

  test.each([
    [{ email: 'nobody' }, '/email'],
    [{ email: 'a@x.example', reason: 'bounce' }, '/reason'],
    [{ email: 'a@x.example', detail: 'x' }, '/detail'],
    [{}, '/email'],
  ])('by %j is refused', async (json, pointer) => {
    const answer = await edit('POST', '/api/suppressions', { json })
    expect(answer.status).toBe(422)
    expect((await problemOf(answer)).errors[0]?.pointer).toBe(pointer)
  })

  test('is not available without the pepper', async () => {
    const answer = await edit('POST', '/api/suppressions', { json: { email: 'a@x.example' }, settings: { ADDRESS_PEPPER: 'short' } })
    expect(answer.status).toBe(503)
    expect((await problemOf(answer)).detail).toContain('ADDRESS_PEPPER')
  })
})

describe('lifting a suppression', () => {
  test('lets the address sign up anew, and brings nobody back by itself', async () => {
    await subscribe('a@x.example')
    const { id } = await suppress('a@x.example', 'complaint')
    expect((await edit('DELETE', `/api/suppressions/${id}`)).status).toBe(204)
    expect((await edit('DELETE', `/api/suppressions/${id}`)).status).toBe(404)
    expect((await rowOf('a@x.example')).state).toBe('unsubscribed')
    await env.DB.prepare('UPDATE subscribers SET asked_at = NULL').run()
    await subscribe('a@x.example')
    expect((await rowOf('a@x.example')).state).toBe('active')
  })

  test('of a bounce sends again to who had agreed, and to no other', async () => {
    await subscribe('a@x.example')
    await ask('POST', '/briefings/evening/subscribe', { form: { email: 'a@x.example' } })
    const [entry] = await suppressionsOf([{ email: 'a@x.example', reason: 'bounce', detail: null }], SECRETS.pepper)
    if (!entry) throw new Error('there is no entry')
    await env.DB.batch(suppressStatements(env.DB, [entry], '2026-01-01T00:00:00Z'))
    expect((await edit('DELETE', `/api/suppressions/${entry.id}`)).status).toBe(204)
    expect((await rowsOf('a@x.example')).map(({ state, ended_at: at }) => [state, at === null])).toEqual([
      ['active', true],
      ['unsubscribed', false],
    ])
  })
})

describe('the list', () => {
  test('is newest first, a page at a time, and a file as a whole', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-01T12:00:00Z') })
    for (let n = 0; n < 7; n += 1) {
      if (n % 2 === 0) vi.setSystemTime(new Date(`2026-06-01T12:00:0${n}Z`))
      await suppress(`a${n}@x.example`)
    }
    vi.useRealTimers()
    const pages: z.infer<typeof Listed>[] = [await list('?limit=3')]
    for (let cursor = pages[0]?.cursor; cursor; cursor = pages.at(-1)?.cursor) pages.push(await list(`?limit=3&cursor=${cursor}`))
    expect(pages.map(({ suppressions }) => suppressions.length)).toEqual([3, 3, 1])
    const entries = pages.flatMap(({ suppressions }) => suppressions)
    expect(new Set(entries.map(({ address }) => address)).size).toBe(7)
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    const csv = await (await edit('GET', '/api/suppressions', { headers: { Accept: 'text/csv' } })).text()
    expect(csv.trimEnd().split('\r\n')).toHaveLength(8)
    expect(csv).toMatch(/^"id","address","reason","detail","at"\r\n"[0-9a-f]{64}","a6@x\.example","manual","","2026-06-01T12:00:06Z"\r\n/)
    expect((await edit('GET', '/api/suppressions?cursor=x')).status).toBe(422)
  })
})

describe('erasing a person', () => {
  test('leaves no text of the address anywhere, whatever it went through', async () => {
    const one = await subscribe('Erika.Mustermann@x.example')
    const two = await subscribe('erika.mustermann@x.example', 'evening')
    await ask('POST', '/subscriptions', { form: { email: 'erika.mustermann@x.example' } })
    const queued = await owe([one.id], 'queued')
    const failed = await owe([one.id, two.id], 'failed', '550 <Erika.Mustermann@x.example> no such user')
    const [bounce] = await suppressionsOf(
      [{ email: 'erika.mustermann@x.example', reason: 'bounce', detail: 'erika.mustermann@x.example is gone' }],
      SECRETS.pepper,
    )
    if (!bounce) throw new Error('there is no entry')
    await env.DB.batch(suppressStatements(env.DB, [bounce], '2026-01-01T00:00:00Z'))
    expect((await dumpStores()).toLowerCase()).toContain('erika')
    const { id, reason } = await suppress('erika.mustermann@X.EXAMPLE', 'erased', 200)
    expect([id, reason]).toEqual([bounce.id, 'erased'])
    expect((await dumpStores()).toLowerCase()).not.toContain('erika')
    expect(await deliveryOf(failed, one.id)).toMatchObject({ state: 'failed', detail: null })
    expect(await deliveryOf(queued, one.id)).toMatchObject({ state: 'cancelled', detail: null })
    expect((await list()).suppressions).toEqual([{ id, address: null, reason: 'erased', detail: null, at: expect.any(String) }])
  })

  test('holds against everything that would write the address down again', async () => {
    await subscribe('erika@x.example')
    const { id } = await suppress('erika@x.example', 'erased')
    jobs.length = 0
    const csv = 'email,consentedAt,consentSource\nErika@x.example,2025-05-01T10:00:00Z,Fair\n'
    expect(await (await edit('POST', '/api/briefings/energy/subscribers', { csv })).json()).toMatchObject({
      rows: 1,
      suppressed: 1,
      added: 0,
    })
    expect(await (await edit('POST', '/api/briefings/energy/subscribers', { json: { email: 'erika@x.example' } })).json()).toMatchObject({
      suppressed: 1,
      pending: 0,
    })
    expect((await ask('POST', '/briefings/energy/subscribe', { form: { email: 'erika@x.example' } })).status).toBe(202)
    expect((await ask('POST', '/subscriptions', { form: { email: 'erika@x.example' } })).status).toBe(202)
    expect(await suppress('erika@x.example', 'complaint', 200)).toMatchObject({ id, reason: 'erased' })
    const [bounce] = await suppressionsOf([{ email: 'erika@x.example', reason: 'bounce', detail: 'erika@x.example' }], SECRETS.pepper)
    if (!bounce) throw new Error('there is no entry')
    await env.DB.batch(suppressStatements(env.DB, [bounce], '2026-01-01T00:00:00Z'))
    expect(jobs).toEqual([])
    expect((await dumpStores()).toLowerCase()).not.toContain('erika')
  })

  test('that was never on a list keeps them away, too', async () => {
    await suppress('erika@x.example', 'erased')
    expect((await suppress('erika@x.example', 'erased', 200)).reason).toBe('erased')
    expect(await dumpStores()).not.toContain('erika')
  })
})
