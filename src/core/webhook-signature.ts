/** Signatures of what is posted to webhooks, as the Standard Webhooks specification has them: HMAC-SHA256, scheme `v1`. */

/** A secret made of random bytes, 24 to 64 of them. */
export function toWebhookSecret(random: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...random))}`
}

/** The headers that identify and sign a body. `now` is when it leaves: receivers refuse what is some minutes old. */
export async function signedHeaders(id: string, body: string, secret: string, now: Date): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': await sign(`${id}.${timestamp}.${body}`, secret) }
}

async function sign(content: string, secret: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(content))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`
}
