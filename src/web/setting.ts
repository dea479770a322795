import type { Web } from './fetch-document.ts'
import { anywhere, publicOnly } from './guard.ts'

/** How the Worker is set up to fetch. */
export interface WebSettings {
  readonly PUBLIC_URL: string
  readonly ALLOW_PRIVATE_FETCH?: string
}

/** The way out that the settings give. Whoever is fetched from can see who does it. */
export function readWebSetting({ PUBLIC_URL, ALLOW_PRIVATE_FETCH }: WebSettings): Web {
  return { guard: ALLOW_PRIVATE_FETCH === '1' ? anywhere : publicOnly(), userAgent: `Wirebrief/1 (+${PUBLIC_URL})` }
}
