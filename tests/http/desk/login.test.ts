import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, editor } from '../../desk.ts'
import { admin, ORIGIN } from '../../worker.ts'

async function tokenWith(name: string, scopes: readonly string[]): Promise<{ id: string; token: string }> {
  const answer = await admin('POST', '/api/tokens', { name, scopes })
  return z.object({ id: z.string(), token: z.string() }).parse(await answer.json())
}

describe('logging in', () => {
  test('whoever is not logged in sees the form, and comes back to where they were going', async () => {
    const browser = new Browser()
    const sent = await browser.get('/desk/tokens?done=revoked')
    expect(sent.status).toBe(303)
    const form = sent.headers.get('Location') ?? ''
    expect(form).toBe('/desk/login?to=%2Fdesk%2Ftokens%3Fdone%3Drevoked')
    expect(await (await browser.get(form)).text()).toContain('name="to" value="/desk/tokens?done=revoked"')
    const inside = await browser.login(env.ADMIN_TOKEN, '/desk/tokens?done=revoked')
    expect([inside.status, inside.headers.get('Location')]).toEqual([303, '/desk/tokens?done=revoked'])
    expect((await browser.get('/desk/tokens')).status).toBe(200)
  })

  test.each(['//evil.example', 'https://evil.example', '/desk//evil.example', '/desk/../api', '/api', '/desk/x\\y'])(
    'never leads anywhere but into the desk: %s',
    async (to) => {
      expect((await new Browser().login(env.ADMIN_TOKEN, to)).headers.get('Location')).toBe('/desk')
    },
  )

  test('a wrong token opens nothing, and says so on the form', async () => {
    const browser = new Browser()
    const answer = await browser.login('not the token')
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('This token opens nothing.')
    expect(browser.cookie).toBeNull()
  })

  test('is limited where it is tried too often', async () => {
    const browser = new Browser()
    const statuses: number[] = []
    for (let tried = 0; tried < 15; tried += 1) statuses.push((await browser.login(`guess ${tried}`)).status)
    expect(statuses).toContain(429)
    expect((await browser.login()).status).toBe(429)
  })

  test('from another site is refused', async () => {
    const browser = new Browser()
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}, { 'Sec-Fetch-Site': 'cross-site' }]) {
      expect((await browser.postRaw('/desk/login', { token: env.ADMIN_TOKEN }, headers)).status).toBe(403)
    }
    expect(browser.cookie).toBeNull()
  })

  test('sets a cookie that no script reads and no other host gets', async () => {
    const answer = await new Browser().login()
    expect(answer.headers.get('Set-Cookie')).toMatch(
      /^__Host-desk=[\w-]+\.[\w-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })
})

describe('a session', () => {
  test('is over once logged out, for a stolen cookie too', async () => {
    const browser = await editor()
    const stolen = browser.cookie ?? ''
    expect((await browser.postRaw('/desk/logout', {}, { Origin: ORIGIN })).status).toBe(303)
    expect(browser.cookie).toBeNull()
    const thief = await exports.default.fetch(new Request(`${ORIGIN}/desk`, { headers: { Cookie: stolen }, redirect: 'manual' }))
    expect(thief.headers.get('Location')).toBe('/desk/login')
  })

  test('is not made up, and not of another key', async () => {
    for (const cookie of ['__Host-desk=x', '__Host-desk=abc.def', `__Host-desk=${'A'.repeat(43)}.${'A'.repeat(43)}`]) {
      const answer = await exports.default.fetch(new Request(`${ORIGIN}/desk`, { headers: { Cookie: cookie }, redirect: 'manual' }))
      expect(answer.status).toBe(303)
    }
  })

  test('ends with the token that opened it', async () => {
    const { id, token } = await tokenWith('Colleague', ['read'])
    const browser = new Browser()
    await browser.login(token)
    expect((await browser.get('/desk')).status).toBe(200)
    await admin('DELETE', `/api/tokens/${id}`)
    expect((await browser.get('/desk')).status).toBe(303)
  })

  test('expires', async () => {
    const browser = await editor()
    await env.DB.prepare(`UPDATE sessions SET expires_at = '2026-01-01T00:00:00Z'`).run()
    expect((await browser.get('/desk')).status).toBe(303)
    await editor()
    expect(await env.DB.prepare('SELECT count(*) AS count FROM sessions').first('count')).toBe(1)
  })

  test('does no more than its token', async () => {
    const { token } = await tokenWith('Colleague', ['read'])
    const browser = new Browser()
    await browser.login(token)
    expect((await browser.get('/desk/tokens')).status).toBe(403)
    expect(await (await browser.get('/desk')).text()).not.toContain('href="/desk/tokens"')
  })
})

describe('a form', () => {
  test('from another site changes nothing', async () => {
    const browser = await editor()
    const fields = { name: 'Theirs', scopes: 'read' }
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
      expect((await browser.post('/desk/tokens', fields, '/desk/tokens', { Origin: 'https://evil.example', ...headers })).status).toBe(403)
    }
    expect((await browser.postRaw('/desk/tokens', fields, { Origin: ORIGIN })).status).toBe(403)
    expect((await browser.postRaw('/desk/tokens', { ...fields, 'form-token': 'made-up' }, { Origin: ORIGIN })).status).toBe(403)
    expect(await env.DB.prepare('SELECT count(*) AS count FROM tokens').first('count')).toBe(0)
  })

  test("with another session's token changes nothing", async () => {
    const [one, other] = [await editor(), await editor()]
    const token = /name="form-token" value="([^"]+)"/.exec(await (await one.get('/desk/tokens')).text())?.[1] ?? ''
    const answer = await other.postRaw('/desk/tokens', { 'form-token': token, name: 'Theirs', scopes: 'read' }, { Origin: ORIGIN })
    expect(answer.status).toBe(403)
  })

  test('sent after the log-out says how to go on', async () => {
    const answer = await new Browser().postRaw('/desk/tokens', { name: 'x' }, { Origin: ORIGIN })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('Log in in another tab')
  })
})

test('a token is made, shown once, and revoked', async () => {
  const browser = await editor()
  const made = await browser.post(
    '/desk/tokens',
    [
      ['name', 'Night <desk>'],
      ['scopes', 'read'],
      ['scopes', 'send'],
    ],
    '/desk/tokens',
  )
  expect(made.status).toBe(201)
  const page = await made.text()
  const token = /value="(wb_[\w-]{43})"/.exec(page)?.[1] ?? ''
  expect(page).toContain('Night &lt;desk&gt;')
  expect((await admin('GET', '/api/articles', undefined, { Authorization: `Bearer ${token}` })).status).toBe(200)
  const listed = await (await browser.get('/desk/tokens')).text()
  expect(listed).not.toContain(token)
  const revoke = /action="(\/desk\/tokens\/[\w-]+\/revoke)"/.exec(listed)?.[1] ?? ''
  expect((await browser.post(revoke, {}, '/desk/tokens')).headers.get('Location')).toBe('/desk/tokens?done=revoked')
  expect((await admin('GET', '/api/articles', undefined, { Authorization: `Bearer ${token}` })).status).toBe(401)
})

test('a token that cannot be made keeps what was typed', async () => {
  const browser = await editor()
  const answer = await browser.post('/desk/tokens', { name: 'Night desk' }, '/desk/tokens')
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('value="Night desk"')
  expect(page).toContain('names at least one of read, write, send')
})

test('no page of the desk is kept, framed or scripted from elsewhere', async () => {
  const { headers } = await (await editor()).get('/desk')
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'")
  expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
  expect(headers.get('X-Frame-Options')).toBe('DENY')
})

test('the style sheet and the script are where the pages say', async () => {
  const page = await (await (await editor()).get('/desk')).text()
  for (const [, path] of page.matchAll(/(?:href|src)="(\/desk\/[0-9a-f]{12}\.(?:css|js))"/g)) {
    const answer = await exports.default.fetch(ORIGIN + path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
    expect((await answer.text()).length).toBeGreaterThan(100)
  }
})
