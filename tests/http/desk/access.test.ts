import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { sign } from 'hono/jwt'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gateway } from '../../../src/http/gateway.ts'
import { ORIGIN } from '../../worker.ts'

/** The desk behind Cloudflare Access: who brings an assertion that the team's keys have signed is in. */

const TEAM = 'https://news.cloudflareaccess.com'
const AUD = 'audience-of-the-desk'

async function makeKey(kid: string): Promise<{ privateKey: CryptoKey; jwk: JsonWebKey & { kid: string } }> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('no pair was made')
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey)
  if (jwk instanceof ArrayBuffer) throw new Error('no JWK was made')
  return { privateKey: pair.privateKey, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } }
}

let team: Awaited<ReturnType<typeof makeKey>>
let stranger: Awaited<ReturnType<typeof makeKey>>
const asked: string[] = []

beforeEach(async () => {
  team = await makeKey('one')
  stranger = await makeKey('one')
  asked.length = 0
  // Cloudflare's own page of keys, which is the other side here.
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    asked.push(input instanceof Request ? input.url : String(input))
    return Response.json({ keys: [team.jwk] })
  })
})
afterEach(() => vi.unstubAllGlobals())

interface Claims {
  readonly iss?: string
  readonly aud?: string[]
  readonly exp?: number
  readonly email?: string
}

async function assertion(claims: Claims = {}, by = team): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const whole = { iss: TEAM, aud: [AUD], exp: now + 60, iat: now, email: 'ana@brief.example', ...claims }
  const jwk = await crypto.subtle.exportKey('jwk', by.privateKey)
  if (jwk instanceof ArrayBuffer) throw new Error('no JWK was made')
  return sign(whole, { ...jwk, kid: 'one' }, 'RS256')
}

async function deskFor(token: string, settings: Partial<Env> = { ACCESS_TEAM: TEAM, ACCESS_AUD: AUD }, path = '/desk'): Promise<Response> {
  const context = createExecutionContext()
  const request = new Request(ORIGIN + path, { headers: { 'Cf-Access-Jwt-Assertion': token }, redirect: 'manual' })
  const answer = await gateway.fetch(request, { ...env, ...settings }, context)
  await waitOnExecutionContext(context)
  return answer
}

test('whoever Access vouches for is in, by their address, and is no owner', async () => {
  const answer = await deskFor(await assertion())
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('ana@brief.example')
  expect(asked).toEqual([`${TEAM}/cdn-cgi/access/certs`])
  expect((await deskFor(await assertion(), undefined, '/desk/tokens')).status).toBe(403)
})

test.each<readonly [string, Claims]>([
  ['of another team', { iss: 'https://other.cloudflareaccess.com' }],
  ['for another application', { aud: ['another'] }],
  ['that has expired', { exp: 1 }],
  ['for no person', { email: 'nobody' }],
])('an assertion %s opens nothing', async (_what, claims) => {
  expect((await deskFor(await assertion(claims))).status).toBe(303)
})

test('an assertion by another key, or none at all, opens nothing', async () => {
  expect((await deskFor(await assertion({}, stranger))).status).toBe(303)
  for (const token of ['', 'x', 'a.b.c', `${btoa('{"alg":"none"}')}.${btoa('{"email":"ana@brief.example"}')}.`]) {
    expect((await deskFor(token)).status).toBe(303)
  }
})

test('where Access is not set up, its header is nothing', async () => {
  expect((await deskFor(await assertion(), {})).status).toBe(303)
  expect(asked).toEqual([])
})
