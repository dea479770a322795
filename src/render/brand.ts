import { COLOUR } from '../core/colour.ts'
import { tonesOf, type Brand, type Tones } from '../core/brand.ts'
import { logoPath, parseLogoId } from '../core/logo.ts'
import { shownOrNull } from './clean.ts'
import type { BrandView } from './view.ts'

/** The built-in colours on light paper, as templates/page.css has them. */
const BUILT_IN: Tones = { signal: '#a3300f', wash: '#f3e6dc' }

/** A brand as templates see it: whole, whether there is one or not. */
export function brandView(brand: Brand | null, publicUrl: string): BrandView {
  const tones = brand && tonesOf(brand.colours)
  const safe = tones && [tones.light, tones.dark].every(({ signal, wash }) => COLOUR.test(signal) && COLOUR.test(wash)) ? tones : null
  return {
    name: shownOrNull(brand?.name ?? null),
    logo: brand?.logo ? logoView(brand.logo, publicUrl) : null,
    colours: safe ? safe.light : BUILT_IN,
    footer: shownOrNull(brand?.footer ?? null),
    postalAddress: shownOrNull(brand?.postalAddress ?? null),
    pageStyle: safe ? pageStyle(safe.light, safe.dark) : '',
    mailStyle: safe ? mailStyle(safe.dark) : '',
  }
}

const HIGHEST = 44
const WIDEST = 200

// As large as it is shown: mail programs go by the attributes.
function logoView(id: string, publicUrl: string): BrandView['logo'] {
  const picture = parseLogoId(id)
  if (!picture) return null
  const scale = Math.min(1, WIDEST / picture.width, HIGHEST / picture.height)
  const size = (pixels: number) => Math.max(1, Math.round(pixels * scale))
  return { address: publicUrl + logoPath(id), width: size(picture.width), height: size(picture.height) }
}

function pageStyle(light: Tones, dark: Tones): string {
  return [
    '',
    `:root { --signal: ${light.signal}; --wash: ${light.wash}; }`,
    `@media (prefers-color-scheme: dark) { :root { --signal: ${dark.signal}; --wash: ${dark.wash}; } }`,
    '@media print { :root { --signal: #000; --wash: #fff; } }',
    '',
  ].join('\n')
}

// What stands in a style attribute gives way to nothing else.
function mailStyle({ signal, wash }: Tones): string {
  return [
    '@media (prefers-color-scheme: dark) {',
    `  .signal { color: ${signal} !important; border-color: ${signal} !important; }`,
    `  .wash { background: ${wash} !important; border-color: ${signal} !important; }`,
    '}',
    '',
  ].join('\n')
}
