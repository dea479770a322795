import { brandOf, type Brand } from './brand.ts'

/** A brand as a form has it: every field a text, empty for none. */
export interface BrandForm {
  readonly name: string
  readonly accent: string
  readonly accentDark: string
  readonly logo: string
  readonly footer: string
  readonly postalAddress: string
}

/** The form of a recipe's brand. */
export function toBrandForm(recipe: { readonly brand?: Brand | null | undefined }): BrandForm {
  const { name, colours, logo, footer, postalAddress } = brandOf(recipe)
  return {
    name: name ?? '',
    accent: colours.accent ?? '',
    accentDark: colours.accentDark ?? '',
    logo: logo ?? '',
    footer: footer ?? '',
    postalAddress: postalAddress ?? '',
  }
}

/** The brand that a form asks for, to be checked by its schema. */
export function fromBrandForm({ name, accent, accentDark, logo, footer, postalAddress }: BrandForm): object {
  const said = (text: string) => (text.trim() === '' ? null : text)
  return {
    name: said(name),
    colours: { accent: said(accent), accentDark: said(accentDark) },
    logo: said(logo),
    footer: said(footer),
    postalAddress: said(postalAddress),
  }
}

/** The field of the form that a pointer within a brand means, by the rest of its path. */
export function brandFieldOf([first = '', second = '']: readonly string[]): string {
  if (first === 'colours') return second === 'accentDark' ? 'brand-accent-dark' : 'brand-accent'
  return first === 'postalAddress' ? 'brand-address' : `brand-${first || 'name'}`
}
