import { beforeEach, describe, expect, test } from 'vitest'
import { Browser, editor } from '../../desk.ts'
import { PICTURES } from '../../pictures.ts'
import { admin, get } from '../../worker.ts'

let browser: Browser

beforeEach(async () => {
  browser = await editor()
})

function picture(bytes: string | Uint8Array<ArrayBuffer>, name = 'logo.png'): File {
  return new File([bytes], name, { type: 'image/png' })
}

async function addOne(): Promise<string> {
  expect((await browser.post('/desk/logos', { picture: picture(PICTURES.png) }, '/desk/logos')).status).toBe(303)
  return /src="\/logos\/([^"]+)"/.exec(await (await browser.get('/desk/logos')).text())?.[1] ?? ''
}

const RECIPE = { title: 'Energy', language: 'en', timezone: 'UTC', visibility: 'public', limit: '10', order: 'newest' }

async function saveAs(fields: Readonly<Record<string, string>>): Promise<Response> {
  const version = /name="version" value="([^"]*)"/.exec(await (await browser.get('/desk/briefings/energy')).text())?.[1] ?? ''
  return browser.post('/desk/briefings/energy', { ...RECIPE, version, act: 'save', ...fields }, '/desk/briefings/energy')
}

describe('logos in the desk', () => {
  test('are added, shown, chosen for a briefing, and removed when none shows them', async () => {
    await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
    const id = await addOne()
    const brand = { 'brand-name': 'North Coast', 'brand-accent': '#0b5cad', 'brand-logo': id, 'brand-address': '4 Harbour Street\nHalden' }
    expect((await saveAs(brand)).status).toBe(303)
    const stored: unknown = await (await admin('GET', '/api/briefings/energy')).json()
    expect(stored).toMatchObject({ brand: { name: 'North Coast', logo: id, postalAddress: '4 Harbour Street, Halden', footer: null } })
    const page = await (await browser.get('/desk/briefings/energy')).text()
    expect(page).toContain('name="brand-accent" value="#0b5cad"')
    expect(page).toMatch(new RegExp(`name="brand-logo" value="${id}" checked`))
    expect((await browser.post(`/desk/logos/${id}/remove`, {}, '/desk/logos')).status).toBe(409)
    expect((await saveAs({ 'brand-name': 'North Coast' })).status).toBe(303)
    expect((await browser.post(`/desk/logos/${id}/remove`, {}, '/desk/logos')).status).toBe(303)
    expect((await get(`/logos/${id}`)).status).toBe(404)
  })

  test.each([
    ['something else', '<svg/>', 'is not a PNG, JPEG, WebP or GIF picture'],
    ['nothing', '', 'choose a picture'],
  ])('are not made of %s', async (_name, bytes, said) => {
    const answer = await browser.post('/desk/logos', { picture: picture(bytes) }, '/desk/logos')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said)
  })
})

test('a colour that cannot be read is said at its field, with one that can', async () => {
  await admin('PUT', '/api/briefings/energy', { title: 'Energy' })
  const answer = await saveAs({ 'brand-accent': '#ffcc00' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toMatch(/id="brand-accent-error">reads 1\.42:1 on the light page[^<]+#8c6f00</)
})
