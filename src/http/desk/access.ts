import { verifyWithJwks } from 'hono/utils/jwt/jwt'
import * as z from 'zod'
import { Scope, type Identity } from '../../core/scope.ts'
import { logFailure } from '../../log.ts'

const Claims = z.object({ email: z.email().max(320) })

/**
 * Whom Cloudflare Access has let through, by the assertion that it adds to each request: a JWT that is checked against the team's public
 * keys, its issuer and the application's audience tag. They are editors with every scope, and no owners. Null where Access is not set up
 * (ACCESS_TEAM, ACCESS_AUD), or vouches for no person.
 */
export async function readAccess(request: Request, { ACCESS_TEAM: team, ACCESS_AUD: aud }: Env): Promise<Identity | null> {
  const assertion = request.headers.get('Cf-Access-Jwt-Assertion')
  if (assertion === null || !team || !aud) return null
  try {
    const payload = await verifyWithJwks(
      assertion,
      { jwks_uri: `${team}/cdn-cgi/access/certs`, verification: { iss: team, aud }, allowedAlgorithms: ['RS256'] },
      { cf: { cacheTtl: 3600, cacheEverything: true } },
    )
    return { name: Claims.parse(payload).email, scopes: Scope.options, owner: false }
  } catch (error) {
    logFailure('access-refused', { error: error instanceof Error ? error.name : 'unknown' })
    return null
  }
}
