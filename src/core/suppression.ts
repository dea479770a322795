import * as z from 'zod'
import { addressKey, EmailAddress } from './email-address.ts'

/** Addresses that get no mail, whatever list they are on. They are known by a hash, so that an erased one stays known without being kept. */

const SUPPRESSION_REASONS = ['bounce', 'complaint', 'manual', 'erased'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

/** The body of `POST /api/suppressions`. */
export const SuppressionInput = z.strictObject({
  email: EmailAddress,
  reason: z
    .enum(['manual', 'complaint', 'erased'])
    .default('manual')
    .describe('"erased" removes the person from every list and keeps only a hash of the address'),
})

/** A suppression as it is answered. */
export const SuppressionEntry = z.strictObject({
  id: z.string().describe('a hash of the address'),
  address: z.string().nullable().describe('null of a person who was erased'),
  reason: z.enum(SUPPRESSION_REASONS),
  detail: z.string().nullable(),
  at: z.string(),
})

export type SuppressionEntry = z.infer<typeof SuppressionEntry>

/** Makes the hash of an address: HMAC-SHA-256 of what makes it one person, under the pepper, in hex. */
export async function addressHasher(pepper: string): Promise<(email: string) => Promise<string>> {
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', encoder.encode(pepper), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return async (email) => {
    const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(addressKey(email)))
    return Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')
  }
}
