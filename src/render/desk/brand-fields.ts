import { logoPath, type LogoEntry } from '../../core/logo.ts'
import type { RecipeForm } from '../../core/recipe-form.ts'
import { named, type Wrong } from './briefing-fields.ts'

/** The fields of a briefing's brand. For the partial `brandPanel`. */
export function brandFields({ brand }: RecipeForm, logos: readonly Pick<LogoEntry, 'id'>[], wrong: Wrong) {
  return {
    brandNameField: named('brand-name', 'Name', brand.name, wrong, {
      hint: 'Stands on top of its pages, mails and preview pictures. Empty means Wirebrief.',
    }),
    accentField: named('brand-accent', 'Colour', brand.accent, wrong, {
      hint: 'Such as #0b5cad. One that cannot be read on the page is refused, with the nearest that can.',
      dir: 'ltr',
    }),
    accentDarkField: named('brand-accent-dark', 'Colour on dark paper', brand.accentDark, wrong, {
      hint: 'Empty means made from the other one.',
      dir: 'ltr',
    }),
    logoChoices: logoChoices(brand.logo, logos),
    logoError: wrong('brand-logo'),
    footerField: named('brand-footer', 'Last words', brand.footer, wrong, { hint: 'At the end of every page and mail.', rows: 2 }),
    addressField: named('brand-address', 'Postal address', brand.postalAddress, wrong, {
      hint: 'Below them. Many countries ask for one in mail that goes to a list.',
      rows: 3,
    }),
  }
}

// One that is named and is no more stays to be seen, and is refused.
function logoChoices(chosen: string, logos: readonly Pick<LogoEntry, 'id'>[]) {
  const ids = [...new Set([...logos.map(({ id }) => id), ...(chosen === '' ? [] : [chosen])])]
  const none = { id: '', number: 0, picture: null, chosen: chosen === '' }
  return [none, ...ids.map((id, index) => ({ id, number: index + 1, picture: { address: logoPath(id) }, chosen: id === chosen }))]
}
