import * as z from 'zod'

/** Logos: small pictures that a briefing's pages and mails show beside its name. */

/** 256 KiB. */
export const LARGEST_LOGO = 262_144
/** In pixels, either way. */
export const WIDEST_LOGO = 2000

export const LOGO_TYPES = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' } as const
export type LogoKind = keyof typeof LOGO_TYPES

const PARTS = /^[0-9a-f]{32}-([1-9]\d{0,3})x([1-9]\d{0,3})\.(png|jpg|webp|gif)$/

/** By its content's hash, its size and its kind, so that a page or a mail that shows it has nothing to look up. */
export const LogoId = z.string().regex(PARTS, 'must be the id of a logo, as POST /api/logos answers it')

/** What the bytes of a picture say that it is. */
export interface Picture {
  readonly kind: LogoKind
  readonly width: number
  readonly height: number
}

export const LogoEntry = z.strictObject({
  id: LogoId,
  type: z.enum(Object.values(LOGO_TYPES)),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  at: z.string(),
  actor: z.string().nullable().describe('who added it: the name of a token or a person, or "admin"'),
  briefings: z.array(z.string()).describe('the slugs of those that show it'),
})

export type LogoEntry = z.infer<typeof LogoEntry>

/** The id of a picture; `hash` is the SHA-256, hex, of its bytes. */
export function logoId({ kind, width, height }: Picture, hash: string): string {
  return `${hash.slice(0, 32)}-${width}x${height}.${kind}`
}

/** What an id says of its picture; null where it is none. */
export function parseLogoId(id: string): Picture | null {
  const [, width, height, kind] = PARTS.exec(id) ?? []
  const known = kind === 'png' || kind === 'jpg' || kind === 'webp' || kind === 'gif' ? kind : null
  return known && { kind: known, width: Number(width), height: Number(height) }
}

/** Where its readers' programs find it. */
export function logoPath(id: string): string {
  return `/logos/${id}`
}
