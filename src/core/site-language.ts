import { Language } from './field.ts'

/** The language of the pages and mails that belong to no briefing: the variable SITE_LANGUAGE, or English. */
export function siteLanguageOf({ SITE_LANGUAGE }: { readonly SITE_LANGUAGE?: string }): string {
  return Language.safeParse(SITE_LANGUAGE).data ?? 'en'
}
