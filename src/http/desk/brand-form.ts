import type { BrandForm } from '../../core/brand-form.ts'
import type { Form } from './form.ts'

/** What an editor filled in of a brand. */
export function readBrandForm({ text }: Form): BrandForm {
  return {
    name: text('brand-name'),
    accent: text('brand-accent'),
    accentDark: text('brand-accent-dark'),
    logo: text('brand-logo'),
    footer: text('brand-footer'),
    postalAddress: text('brand-address'),
  }
}
