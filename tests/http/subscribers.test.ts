import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ImportReport, Subscriber } from '../../src/core/subscriber.ts'
import { ask, deliveryOf, edit, jobs, owe, rowOf, rowsOf, subscribe, tokenFor } from '../subscribing.ts'
import { admin, problemOf } from '../worker.ts'

const LIST = '/api/briefings/energy/subscribers'
const Listed = z.object({ subscribers: z.array(Subscriber), cursor: z.string().nullable() })
const Refused = z.object({
  status: z.literal(422),
  rows: z.int().optional(),
  added: z.int().optional(),
  errors: z.array(z.object({ row: z.int(), field: z.string().nullable(), detail: z.string() })),
})

const NOTHING = { dryRun: false, rows: 0, added: 0, activated: 0, known: 0, unsubscribed: 0, suppressed: 0, pending: 0, errors: [] }
const YES = '2025-05-01T10:00:00Z,Spring fair'

beforeEach(async () => {
  jobs.length = 0
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
})

async function reportOf(answer: Response): Promise<ImportReport> {
  expect(answer.status).toBe(200)
  return ImportReport.parse(await answer.json())
}

async function refusalOf(answer: Response): Promise<z.infer<typeof Refused>> {
  expect(answer.status).toBe(422)
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  return Refused.parse(await answer.json())
}

async function countRows(): Promise<number | null> {
  return env.DB.prepare('SELECT count(*) AS n FROM subscribers').first<number>('n')
}

describe('a file', () => {
  test.each([
    ['commas', 'email,name,consentedAt,consentSource\r\na@x.example,Ann,2025-05-01T10:00:00Z,"Fair, spring"\r\n'],
    ['semicolons', 'name;email;consentSource;consentedAt\nAnn;a@x.example;Fair, spring;2025-05-01T12:00:00+02:00\n'],
    [
      'tabs, and a byte order mark',
      '\ufeffEmail\tName\tconsented_at\tConsent source\nA@X.example\tAnn\t2025-05-01T10:00:00Z\tFair, spring',
    ],
  ])('parted by %s is taken in', async (_mark, csv) => {
    expect(await reportOf(await edit('POST', LIST, { csv }))).toEqual({ ...NOTHING, rows: 1, added: 1 })
    expect(await rowOf('a@x.example')).toMatchObject({
      state: 'active',
      name: 'Ann',
      consented_at: '2025-05-01T10:00:00Z',
      consent_source: 'Fair, spring',
      nonce: null,
    })
    expect(jobs).toEqual([])
  })

  const BROKEN = [
    'email,name,consentedAt,consentSource',
    `good@x.example,Good,${YES}`,
    'nobody,B,2025-05-01T10:00:00Z,Fair',
    '',
    'c@x.example,C,yesterday,Fair',
    'd@x.example,D,2999-01-01T00:00:00Z,Fair',
    'e@x.example,E,2025-05-01T10:00:00Z,',
    'f@x.example,F',
    `GOOD@x.example,Twice,${YES}`,
    `g@x.example,"G\r\nBcc: h@x.example",${YES}`,
    `h@x.example,H,${YES},more`,
    `"i@x.example\r\n",I,${YES}`,
  ].join('\n')

  test('with broken rows stores nothing, and says what is wrong where', async () => {
    const { errors } = await refusalOf(await edit('POST', LIST, { csv: BROKEN }))
    expect(errors.map(({ row, field }) => [row, field])).toEqual([
      [3, 'email'],
      [5, 'consentedAt'],
      [6, 'consentedAt'],
      [7, 'consentSource'],
      [8, 'consentedAt'],
      [9, 'email'],
      [11, null],
    ])
    expect(errors.find(({ row }) => row === 8)?.detail).toBe('say when and where this person agreed')
    expect(errors.find(({ row }) => row === 9)?.detail).toBe('is the address of row 2 again')
    expect(await countRows()).toBe(0)
  })

  test('with broken rows is taken in without them where that is wanted', async () => {
    const report = await reportOf(await edit('POST', `${LIST}?skipErrors=true`, { csv: BROKEN }))
    expect(report).toMatchObject({ rows: 10, added: 3 })
    expect(report.errors).toHaveLength(7)
    expect((await rowOf('g@x.example')).name).toBe('G Bcc: h@x.example')
    expect(await countRows()).toBe(3)
  })

  test('is only counted in a dry run, by the same rules', async () => {
    await subscribe('known@x.example')
    const left = await subscribe('left@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${left.token}`)
    await ask('POST', '/briefings/energy/subscribe', { form: { email: 'pending@x.example' } })
    await edit('POST', '/api/suppressions', { json: { email: 'stopped@x.example' } })
    await edit('POST', '/api/suppressions', { json: { email: 'erased@x.example', reason: 'erased' } })
    const csv = `email,consentedAt,consentSource\n${['known', 'left', 'pending', 'stopped', 'erased', 'new'].map((name) => `${name}@x.example,${YES}`).join('\n')}\nbroken,${YES}\n`
    const before = await countRows()
    const dry = await reportOf(await edit('POST', `${LIST}?dryRun=true`, { csv }))
    expect(dry).toMatchObject({
      dryRun: true,
      rows: 7,
      added: 1,
      activated: 1,
      known: 1,
      unsubscribed: 1,
      suppressed: 2,
      pending: 0,
      errors: [{ row: 8 }],
    })
    expect(await countRows()).toBe(before)
    expect((await rowOf('pending@x.example')).state).toBe('pending')
    const wet = await reportOf(await edit('POST', `${LIST}?skipErrors=true`, { csv }))
    expect(wet).toEqual({ ...dry, dryRun: false })
    expect(await rowOf('left@x.example')).toMatchObject({ state: 'unsubscribed' })
    expect(await rowOf('pending@x.example')).toMatchObject({ state: 'active', consent_source: 'Spring fair', nonce: null })
    expect(await rowsOf('stopped@x.example')).toEqual([])
    expect(await rowsOf('erased@x.example')).toEqual([])
    expect(await reportOf(await edit('POST', `${LIST}?skipErrors=true`, { csv }))).toMatchObject({ added: 0, activated: 0, known: 3 })
  })

  test.each([
    ['no column of addresses', 'name,consentedAt\nA,2025-05-01T10:00:00Z', 'email'],
    ['an unknown column', 'email,colour\na@x.example,red', 'colour'],
    ['a column twice', 'email,Email\na@x.example,b@x.example', 'email'],
    ['no header', `a@x.example,A,${YES}`, 'a@x.example'],
  ])('with %s is refused by its first line', async (_what, csv, field) => {
    expect((await refusalOf(await edit('POST', LIST, { csv }))).errors[0]).toMatchObject({ row: 1, field })
  })

  test.each([
    ['never ends', '"A'],
    ['ends too early', '"A" B'],
  ])('with a quote that %s is refused even where errors are skipped, as it may have swallowed other rows', async (_what, cell) => {
    const csv = `email,name,consentedAt,consentSource\ngood@x.example,Good,${YES}\na@x.example,${cell},${YES}\nb@x.example,B,${YES}\n`
    for (const query of ['', '?skipErrors=true', '?dryRun=true'])
      expect((await refusalOf(await edit('POST', `${LIST}${query}`, { csv }))).errors).toEqual([
        { row: 3, field: null, detail: expect.stringContaining('cannot be read') },
      ])
    expect(await countRows()).toBe(0)
  })

  const PIECE = 4_000_000
  test.each([
    ['blank lines', `email\n${'\n'.repeat(PIECE)}`, 'at most 20000 people'],
    ['blank lines and a quote', `email\n"a@x.example"\n${'\n'.repeat(PIECE)}`, 'at most 20000 people'],
    ['commas in its header', `email${','.repeat(PIECE)}\n`, 'at most 2000 characters'],
    ['commas in a line', `email\r\n\r\n${','.repeat(PIECE)}\n`, 'at most 10000 characters'],
    ['short lines of commas', `email\n${`${','.repeat(200)}\n`.repeat(19_000)}`, 'commas'],
    ['quotation marks', `email\n${`"a${'"a'.repeat(2000)}\n`.repeat(900)}`, 'quotation marks'],
  ])('of nothing but %s is refused before it is taken apart', async (_what, csv, detail) => {
    const { errors } = await refusalOf(await edit('POST', `${LIST}?skipErrors=true`, { csv }))
    expect(errors).toHaveLength(1)
    expect(errors[0]?.detail).toContain(detail)
  })

  test('lists at most a hundred errors of its first line', async () => {
    const csv = `email,${Array.from({ length: 300 }, (_, n) => `c${n}`).join(',')}\na@x.example\n`
    expect((await refusalOf(await edit('POST', LIST, { csv }))).errors).toHaveLength(100)
  })

  test('of 20,000 people is taken in at once, and of one more is not', async () => {
    const line = (n: number) => `reader.number.${n}@a-rather-long-name.of-a-department.example,"Reader Number ${n}, Esq.",${YES}`
    const csv = (count: number) => `email,name,consentedAt,consentSource\n${Array.from({ length: count }, (_, n) => line(n)).join('\n')}`
    expect(await reportOf(await edit('POST', LIST, { csv: csv(20_000) }))).toEqual({ ...NOTHING, rows: 20_000, added: 20_000 })
    expect(await countRows()).toBe(20_000)
    expect(await reportOf(await edit('POST', LIST, { csv: csv(20_000) }))).toEqual({ ...NOTHING, rows: 20_000, known: 20_000 })
    const file = await (await edit('GET', `${LIST}?format=csv`)).text()
    expect(file.trimEnd().split('\r\n')).toHaveLength(20_001)
    expect(new Set(file.match(/reader\.number\.\d+@/g)).size).toBe(20_000)
    expect((await problemOf(await edit('POST', LIST, { csv: csv(20_001) }))).errors[0]?.detail).toContain('at most 20000 people')
    expect((await edit('POST', LIST, { csv: `email\n${'x'.repeat(5 * 1_048_576)}` })).status).toBe(413)
  })

  test('comes out as it went in, with cells that no spreadsheet runs', async () => {
    const names = ['=HYPERLINK("https://x.example")', "'=1+1", "O'Hara", '@SUM(A1)', '-2', '+3', 'Ann "A" Roe, Esq.', "'quoted'"]
    await edit('POST', LIST, {
      json: names.map((name, n) => ({ email: `=a${n}@x.example`, name, consentedAt: '2025-05-01T10:00:00Z', consentSource: '=1' })),
    })
    const answer = await edit('GET', LIST, { headers: { Accept: 'text/csv' } })
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="energy-subscribers.csv"')
    const csv = await answer.text()
    for (const cell of csv.split(/[\r\n]+|,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
    await admin('PUT', '/api/briefings/copy', { title: 'Copy' })
    expect(await reportOf(await edit('POST', '/api/briefings/copy/subscribers', { csv }))).toMatchObject({
      rows: names.length,
      added: names.length,
    })
    const copied = await env.DB.prepare("SELECT name, email FROM subscribers WHERE briefing = 'copy' ORDER BY email").all<{
      name: string
      email: string
    }>()
    expect(copied.results).toEqual(names.map((name, n) => ({ name, email: `=a${n}@x.example` })))
  })

  test('that was exported does not bring back who had left', async () => {
    const left = await subscribe('left@x.example')
    await subscribe('here@x.example')
    await ask('POST', `/subscriptions/unsubscribe/${left.token}`)
    const csv = await (await edit('GET', `${LIST}?format=csv`)).text()
    await admin('PUT', '/api/briefings/copy', { title: 'Copy' })
    const { errors } = await refusalOf(await edit('POST', '/api/briefings/copy/subscribers', { csv }))
    expect(errors).toEqual([{ row: expect.any(Number), field: 'state', detail: expect.stringContaining('unsubscribed') }])
  })
})

describe('JSON', () => {
  test('without a consent asks for it, with one does not', async () => {
    const people = [
      { email: 'a@x.example', name: 'A' },
      { email: 'b@x.example', consentedAt: '2025-05-01T10:00:00Z', consentSource: 'Letter' },
    ]
    expect(await reportOf(await edit('POST', LIST, { json: people }))).toEqual({ ...NOTHING, rows: 2, added: 1, pending: 1 })
    const { id, nonce, state } = await rowOf('a@x.example')
    expect(state).toBe('pending')
    expect(jobs).toEqual([{ kind: 'confirm', subscriber: id }])
    await edit('POST', LIST, { json: people })
    expect(jobs).toHaveLength(1)
    await ask('POST', `/subscriptions/confirm/${await tokenFor('confirm', id, nonce)}`)
    expect(await reportOf(await edit('POST', LIST, { json: people[0] }))).toEqual({ ...NOTHING, rows: 1, known: 1 })
  })

  test('of 250 people wakes the queue for each of them', async () => {
    await edit('POST', LIST, { json: Array.from({ length: 250 }, (_, n) => ({ email: `a${n}@x.example` })) })
    expect(new Set(jobs.map((job) => JSON.stringify(job))).size).toBe(250)
  })

  test('needs the consent where nobody could confirm', async () => {
    await admin('PUT', '/api/briefings/secret', { title: 'Secret', visibility: 'private' })
    expect((await edit('POST', '/api/briefings/secret/subscribers', { json: { email: 'a@x.example' } })).status).toBe(422)
    const people = { email: 'a@x.example', consentedAt: '2025-05-01T10:00:00Z', consentSource: 'Staff' }
    expect(await reportOf(await edit('POST', '/api/briefings/secret/subscribers', { json: people }))).toMatchObject({ added: 1 })
  })

  test('that is wrong is refused by the place in the list', async () => {
    const { errors } = await refusalOf(
      await edit('POST', LIST, {
        json: [
          { email: 'a@x.example' },
          { email: 7 },
          { email: 'b@x.example', colour: 'red' },
          'c@x.example',
          { email: 'd@x.example', consentSource: 'Fair' },
        ],
      }),
    )
    expect(errors.map(({ row, field }) => [row, field])).toEqual([
      [2, 'email'],
      [3, 'colour'],
      [4, null],
      [5, 'consentedAt'],
    ])
    expect(await countRows()).toBe(0)
    expect(jobs).toEqual([])
    expect((await edit('POST', LIST, { json: Array.from({ length: 1001 }, () => ({})) })).status).toBe(422)
  })

  test('lists at most a hundred errors', async () => {
    expect((await refusalOf(await edit('POST', LIST, { json: Array.from({ length: 300 }, () => ({})) }))).errors).toHaveLength(100)
  })
})

describe('the list', () => {
  test('is given a page at a time, by state', async () => {
    await edit('POST', LIST, { json: Array.from({ length: 7 }, (_, n) => ({ email: `a${n}@x.example` })) })
    await subscribe('on@x.example')
    const emails: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: z.infer<typeof Listed> = Listed.parse(await (await edit('GET', `${LIST}?limit=3${cursor && `&cursor=${cursor}`}`)).json())
      expect(page.subscribers.length).toBeLessThanOrEqual(3)
      emails.push(...page.subscribers.map(({ email }) => email))
      cursor = page.cursor
      expect(cursor ?? '').not.toContain('@')
    }
    expect(emails.toSorted()).toEqual([...Array.from({ length: 7 }, (_, n) => `a${n}@x.example`), 'on@x.example'])
    const { subscribers } = Listed.parse(await (await edit('GET', `${LIST}?state=active`)).json())
    expect(subscribers).toEqual([
      { ...subscribers[0], email: 'on@x.example', state: 'active', name: null, consentSource: 'double opt-in', endedAt: null },
    ])
  })

  test.each(['?state=gone', '?limit=0', '?limit=1001', '?cursor=x', '?format=xml', '?email=a@x.example'])(
    'with %s is refused',
    async (query) => {
      expect((await edit('GET', LIST + query)).status).toBe(422)
    },
  )

  test('is only for the token, and of a briefing that is there', async () => {
    for (const [method, path] of [
      ['GET', LIST],
      ['POST', LIST],
      ['DELETE', '/api/subscribers/x'],
      ['GET', '/api/suppressions'],
      ['POST', '/api/suppressions'],
      ['DELETE', '/api/suppressions/x'],
    ] as const)
      expect((await ask(method, path)).status, path).toBe(401)
    expect((await edit('GET', '/api/briefings/none-such/subscribers')).status).toBe(404)
    expect((await edit('POST', '/api/briefings/none-such/subscribers', { json: { email: 'a@x.example' } })).status).toBe(404)
  })

  test('can be added to only where the secrets are set up', async () => {
    const answer = await edit('POST', LIST, { json: { email: 'a@x.example' }, settings: { ADDRESS_PEPPER: undefined } })
    expect(answer.status).toBe(503)
    expect((await problemOf(answer)).detail).toContain('ADDRESS_PEPPER')
    expect((await edit('POST', LIST, { body: 'a@x.example', headers: { 'Content-Type': 'text/plain' } })).status).toBe(415)
  })
})

test('removing one subscriber takes what was noted about their mail along', async () => {
  const { id } = await subscribe('a@x.example')
  const [queued, failed] = [await owe([id], 'queued'), await owe([id], 'failed', '550 a@x.example unknown')]
  expect((await edit('DELETE', `/api/subscribers/${id}`)).status).toBe(204)
  expect((await edit('DELETE', `/api/subscribers/${id}`)).status).toBe(404)
  expect(await rowsOf('a@x.example')).toEqual([])
  expect(await deliveryOf(queued, id)).toEqual({ state: 'cancelled', detail: null, lease: null })
  expect(await deliveryOf(failed, id)).toMatchObject({ state: 'failed', detail: null })
})
