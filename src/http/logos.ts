import { LOGO_TYPES, parseLogoId } from '../core/logo.ts'
import { readLogo } from '../store/logos.ts'
import type { Store } from '../store/store.ts'
import { UNCHANGING } from './caching.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { notFound } from './problem.ts'

/** A logo at its address: the same bytes for ever, since its id is made of them. By itself it is a picture and nothing else. */
export async function serveLogo(id: string, store: Store): Promise<Response> {
  const picture = parseLogoId(id)
  const bytes = picture && (await readLogo(store, id))
  if (!picture || !bytes) return notFound()
  return new Response(bytes, {
    headers: {
      ...SECURITY_HEADERS,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      // Mail programs on the web show it within pages of other sites.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': LOGO_TYPES[picture.kind],
      ...UNCHANGING,
      'Cache-Tag': `logo:${id}`,
      ETag: `"${id}"`,
    },
  })
}
