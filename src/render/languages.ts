import type { Language } from './language.ts'
import { arabic } from './languages/ar.ts'
import { english } from './languages/en.ts'
import { ukrainian } from './languages/uk.ts'

/** The languages that Wirebrief speaks, by the first part of their tags. A language is one file, listed here. */
export const languages: Readonly<Record<string, Language>> = { ar: arabic, en: english, uk: ukrainian }
