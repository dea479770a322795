import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { editor } from '../../desk.ts'
import { admin } from '../../worker.ts'

const LIST = '/desk/briefings/bridges/subscribers'
const CSV =
  'email,name,consentedAt,consentSource\nana@brief.example,Ana,2026-01-01T00:00:00Z,fair\nben@brief.example,Ben,2026-01-02T00:00:00Z,fair\n'

beforeEach(async () => {
  await admin('PUT', '/api/briefings/bridges', { title: 'Bridges' })
})

function count(): Promise<number | null> {
  return env.DB.prepare('SELECT count(*) AS count FROM subscribers').first<number>('count')
}

describe('the list of subscribers', () => {
  test('says what to do where nobody is on it', async () => {
    expect(await (await (await editor()).get(LIST)).text()).toContain('Nobody here yet. Add people below')
  })

  test('takes one person, who agreed', async () => {
    const browser = await editor()
    const fields = { email: 'ana@brief.example', name: 'Ana', consentedAt: '2026-01-01', consentSource: 'a fair' }
    expect((await browser.post(LIST, fields, LIST)).headers.get('Location')).toBe(`${LIST}?done=added`)
    const page = await (await browser.get(LIST)).text()
    expect(page).toContain('ana@brief.example')
    expect(page).toContain('active 1')
    expect((await browser.post(LIST, fields, LIST)).headers.get('Location')).toBe(`${LIST}?done=known`)
  })

  test('asks who has not agreed yet', async () => {
    const browser = await editor()
    const added = await browser.post(LIST, { email: 'ana@brief.example', name: '', consentedAt: '', consentSource: '' }, LIST)
    expect(added.headers.get('Location')).toBe(`${LIST}?done=asked`)
  })

  test('keeps what was typed where it is wrong', async () => {
    const browser = await editor()
    const answer = await browser.post(LIST, { email: 'ana', name: '<b>Ana</b>', consentedAt: '2026-01-01', consentSource: '' }, LIST)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="ana"')
    expect(page).toContain('value="&lt;b&gt;Ana&lt;/b&gt;"')
    expect(page).toContain('href="#email"')
    expect(await count()).toBe(0)
  })

  test('checks a file before it takes it in', async () => {
    const browser = await editor()
    const file = new File([CSV], 'list.csv', { type: 'text/csv' })
    const checked = await (await browser.post(`${LIST}/import`, { file, csv: '', do: 'check' }, LIST)).text()
    expect(checked).toContain('nothing has been stored yet')
    expect(checked).toContain('2 new on the list')
    expect(await count()).toBe(0)
    const taken = await (await browser.post(`${LIST}/import`, { csv: CSV, do: 'take' }, LIST)).text()
    expect(taken).toContain('<b>Done.</b>')
    expect(await count()).toBe(2)
    const csv = await browser.get(`${LIST}.csv`)
    expect(csv.headers.get('Content-Type')).toContain('text/csv')
    expect(await csv.text()).toContain('ben@brief.example')
  })

  test('says which rows are wrong, and takes the others in when told to', async () => {
    const browser = await editor()
    const csv = `${CSV}nobody,X,2026-01-01T00:00:00Z,fair\n`
    const checked = await (await browser.post(`${LIST}/import`, { csv, do: 'check' }, LIST)).text()
    expect(checked).toContain('row 4, email')
    expect(checked).toContain('Take in the rows that are right')
    expect((await browser.post(`${LIST}/import`, { csv, do: 'take' }, LIST)).status).toBe(422)
    expect(await count()).toBe(0)
    await browser.post(`${LIST}/import`, { csv, do: 'take', skipErrors: 'on' }, LIST)
    expect(await count()).toBe(2)
  })

  test('finds by the beginning of an address, by state, and page by page', async () => {
    const people = Array.from({ length: 130 }, (_, index) => `r${index}@brief.example,,2026-01-01T00:00:00Z,fair`)
    const browser = await editor()
    await browser.post(`${LIST}/import`, { csv: `email,name,consentedAt,consentSource\n${people.join('\n')}\n`, do: 'take' }, LIST)
    const first = await (await browser.get(LIST)).text()
    const more = /href="([^"]*after=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await (await browser.get(more)).text()
    expect(first.match(/@brief\.example<\/bdi>/g)).toHaveLength(100)
    expect(second.match(/@brief\.example<\/bdi>/g)).toHaveLength(30)
    expect((await (await browser.get(`${LIST}?q=R12`)).text()).match(/@brief\.example<\/bdi>/g)).toHaveLength(11)
    expect(await (await browser.get(`${LIST}?state=pending`)).text()).not.toContain('@brief.example</bdi>')
  })

  test('lets a person go', async () => {
    const browser = await editor()
    await browser.post(`${LIST}/import`, { csv: CSV, do: 'take' }, LIST)
    const remove = /action="([^"]*\/remove)"/.exec(await (await browser.get(LIST)).text())?.[1] ?? ''
    expect((await browser.post(remove, {}, LIST)).status).toBe(303)
    expect(await count()).toBe(1)
  })
})

describe('the suppressions', () => {
  test('are made, shown and lifted', async () => {
    const browser = await editor()
    const made = await browser.post('/desk/suppressions', { email: 'ana@brief.example', reason: 'complaint' }, '/desk/suppressions')
    expect(made.headers.get('Location')).toBe('/desk/suppressions?done=suppressed')
    const page = await (await browser.get('/desk/suppressions')).text()
    expect(page).toContain('ana@brief.example')
    expect(await (await browser.get('/desk/suppressions/all.csv')).text()).toContain('complaint')
    const lift = /action="([^"]*\/lift)"/.exec(page)?.[1] ?? ''
    await browser.post(lift, {}, '/desk/suppressions')
    expect(await (await browser.get('/desk/suppressions')).text()).toContain('No address is suppressed.')
  })

  test('erase a person, and say what is kept', async () => {
    const browser = await editor()
    await browser.post(`${LIST}/import`, { csv: CSV, do: 'take' }, LIST)
    await browser.post('/desk/suppressions', { email: 'ana@brief.example', reason: 'erased' }, '/desk/suppressions')
    expect(await count()).toBe(1)
    expect(await (await browser.get('/desk/suppressions?done=erased')).text()).toContain('Only a hash of the address is kept')
  })

  test('say what is wrong with an address', async () => {
    const browser = await editor()
    const answer = await browser.post('/desk/suppressions', { email: 'ana@', reason: 'manual' }, '/desk/suppressions')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('value="ana@"')
  })
})
