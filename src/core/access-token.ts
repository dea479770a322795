import * as z from 'zod'
import { ADMIN, Scope } from './scope.ts'
import { Line } from './field.ts'
import { toBase64url } from './base64url.ts'

/** Tokens by which programs and editors come in. One is shown once; what is kept is its SHA-256. */

/** The body of `POST /api/tokens`. */
export const TokenRequest = z.strictObject({
  name: Line(60)
    .refine((name) => name.toLowerCase() !== ADMIN.name, 'is the name of ADMIN_TOKEN')
    .describe('who or what it is for; stands beside all that is made with it, and is never given again'),
  scopes: z
    .array(Scope)
    .min(1, 'names at least one of read, write, send')
    .overwrite((scopes) => Scope.options.filter((scope) => scopes.includes(scope)))
    .describe('"read": all that is stored; "write": articles, briefings, shares, subscribers, sources; "send": mail and schedules'),
})

/** A token as it is listed. */
export const TokenEntry = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  usedOn: z.string().nullable().describe('the last day, UTC'),
  revokedAt: z.string().nullable(),
})

export type TokenRequest = z.infer<typeof TokenRequest>
export type TokenEntry = z.infer<typeof TokenEntry>

/** The form of a token: 32 random bytes in base64url, behind a prefix by which scanners of leaked secrets know it. */
export const ACCESS_TOKEN = /^wb_[A-Za-z0-9_-]{43}$/

/** A token made of 32 random bytes. */
export function toAccessToken(random: Uint8Array): string {
  return `wb_${toBase64url(random)}`
}
