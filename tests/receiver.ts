import { ownSite, type Site } from './site.ts'

/** A receiver of webhooks, which checks signatures by itself as the Standard Webhooks specification says. */

export interface Received {
  readonly path: string
  readonly id: string
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
  readonly raw: string
}

export interface Receiver extends Site {
  /** What was posted, in order. */
  readonly received: () => Promise<Received[]>
}

export function ownReceiver(): Receiver {
  const site = ownSite()
  return {
    ...site,
    received: async () =>
      (await site.requests()).map(({ path, headers, body }) => ({
        path,
        id: headers['webhook-id'] ?? '',
        body: JSON.parse(body),
        headers,
        raw: body,
      })),
  }
}

/** Whether what was posted is signed with a secret. */
export async function isSigned({ headers, raw }: Received, secret: string): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'raw',
    Uint8Array.from(atob(secret.slice('whsec_'.length)), (character) => character.charCodeAt(0)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const [version, signature = ''] = (headers['webhook-signature'] ?? '').split(',')
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0))
  return version === 'v1' && crypto.subtle.verify('HMAC', key, bytes, new TextEncoder().encode(content))
}
