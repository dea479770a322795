import * as z from 'zod'
import { COLOUR, contrast, mix, nearest, READABLE } from './colour.ts'
import { Line } from './field.ts'
import { LogoId } from './logo.ts'
import type { Flaw } from './result.ts'

/** Whose a briefing is, as its readers see it: in place of Wirebrief's name and colour, and below everything. */

const Accent = z
  .string()
  .overwrite((text) => text.trim().toLowerCase())
  .regex(COLOUR, 'must be a colour such as "#0b5cad"')
  .nullable()
  .default(null)

/** An address is written in lines, and shown on one. */
const PostalAddress = z
  .string()
  .overwrite((text) =>
    text
      .split(/\r?\n/)
      .flatMap((part) => part.trim().replace(/,$/, '') || [])
      .join(', '),
  )
  .pipe(Line(300))

export const Brand = z.strictObject({
  name: Line(80).nullable().default(null).describe('stands where "Wirebrief" would'),
  colours: z
    .strictObject({
      accent: Accent.describe('on light paper'),
      accentDark: Accent.describe('on dark paper; made from the other one unless set'),
    })
    .prefault({}),
  logo: LogoId.nullable().default(null).describe('as POST /api/logos answers it; needs a name beside it'),
  footer: Line(600).nullable().default(null).describe('the last words of every page and mail'),
  postalAddress: PostalAddress.nullable().default(null).describe('where its publisher can be reached by post'),
})

export type Brand = z.infer<typeof Brand>

export const NO_BRAND: Brand = {
  name: null,
  colours: { accent: null, accentDark: null },
  logo: null,
  footer: null,
  postalAddress: null,
}

/** The grounds that text stands on, as templates/page.css has them. */
export const PAPER = { light: '#faf8f3', dark: '#15171a' } as const
export type Scheme = keyof typeof PAPER

/** The one strong colour, and the ground of corrections and notices, which is a breath of it. */
export interface Tones {
  readonly signal: string
  readonly wash: string
}

/** The brand that a recipe or a snapshot has; those of an earlier version have none. */
export function brandOf({ brand }: { readonly brand?: Brand | null | undefined }): Brand {
  return brand ?? NO_BRAND
}

/** A brand as it is frozen: with the colours that it is shown in; null where it says nothing. */
export function settledBrand(brand: Brand): Brand | null {
  const { name, colours, logo, footer, postalAddress } = brand
  const tones = tonesOf(colours)
  if (tones === null) return [name, logo, footer, postalAddress].some((part) => part !== null) ? brand : null
  return { ...brand, colours: { accent: tones.light.signal, accentDark: tones.dark.signal } }
}

/** The colours of a brand on both papers; null where it has none of its own. One that is not said is made from the other. */
export function tonesOf({ accent, accentDark }: Brand['colours']): Readonly<Record<Scheme, Tones>> | null {
  const light = accent ?? (accentDark === null ? null : readable(accentDark, 'light'))
  const dark = accentDark ?? (accent === null ? null : readable(accent, 'dark'))
  return light === null || dark === null ? null : { light: tonesIn(light, 'light'), dark: tonesIn(dark, 'dark') }
}

/** What is wrong in a brand beyond its form: colours that cannot be read, a logo without its name. */
export function brandFlaws({ name, colours, logo }: Brand): Flaw[] {
  const flaws = [accentFlaw('accent', colours.accent, 'light'), accentFlaw('accentDark', colours.accentDark, 'dark')]
  if (logo !== null && name === null)
    flaws.push({ pointer: '/brand/name', detail: 'is needed beside a logo, for where pictures are not shown: many mail programs' })
  return flaws.filter((flaw) => flaw !== null)
}

function accentFlaw(field: keyof Brand['colours'], colour: string | null, scheme: Scheme): Flaw | null {
  if (colour === null || isReadable(colour, scheme)) return null
  const ratio = (Math.floor(contrast(colour, PAPER[scheme]) * 100) / 100).toFixed(2)
  const detail = `reads ${ratio}:1 on the ${scheme} page, ${PAPER[scheme]}; text and buttons need ${READABLE}:1 (WCAG 2.2, 1.4.3). The nearest colour that passes is ${readable(colour, scheme)}`
  return { pointer: `/brand/colours/${field}`, detail }
}

/** The nearest colour that can be read on the paper of a scheme. On a button it is the paper's colour that is read on it. */
function readable(colour: string, scheme: Scheme): string {
  return nearest(colour, scheme === 'light' ? 'black' : 'white', (one) => isReadable(one, scheme))
}

function isReadable(colour: string, scheme: Scheme): boolean {
  return contrast(colour, PAPER[scheme]) >= READABLE
}

// As strong as lets the colour be read on it, too.
function tonesIn(signal: string, scheme: Scheme): Tones {
  const washes = [0.09, 0.06, 0.03].map((share) => mix(signal, PAPER[scheme], share))
  return { signal, wash: washes.find((wash) => contrast(signal, wash) >= READABLE) ?? PAPER[scheme] }
}
