import { stylesheet } from '../render/html.ts'
import { formStylesheet } from '../render/subscriptions.ts'
import type { BrandView } from '../render/view.ts'
import { parsePage } from '../urls.ts'

/** On every answer: by the OWASP Secure Headers list. An HTML page widens the policy by its own style sheet. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Permitted-Cross-Domain-Policies': 'none',
} as const

/** What of a brand a policy has to let through. */
export type Dress = Pick<BrandView, 'pageStyle' | 'logo'>

const PLAIN: Dress = { pageStyle: '', logo: null }

/** The policy of an HTML page whose only style sheet stands in it, and whose only image is its logo. */
export function pagePolicy(dress: Dress = PLAIN): Promise<string> {
  pages ??= dressed(stylesheet, PLAIN, "'none'")
  return isPlain(dress) ? pages : dressed(stylesheet, dress, "'none'")
}

/** The same for a page with forms, which go to this site alone. */
export function formPolicy(dress: Dress = PLAIN): Promise<string> {
  forms ??= dressed(formStylesheet, PLAIN, "'self'")
  return isPlain(dress) ? forms : dressed(formStylesheet, dress, "'self'")
}

/** The policy of an HTML page by somebody's own template: the style elements that stand in it, each to the letter, and logos. */
export async function policyOfStyles(html: string): Promise<string> {
  const styles = Array.from(html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi), ([, style = '']) => style)
  const sources = Array.from(html.matchAll(/<img\b[^>]*?\ssrc="(https?:[^"\s;,]+)"/gi), ([, source = '']) => source)
  const images = sources.filter((source) => parsePage(URL.parse(source)?.pathname ?? '')?.kind === 'logo')
  return policyOf([...new Set(styles)], "'none'", [...new Set(images)])
}

/** The same policy for a page in a frame of the desk, without scripts. `isMail`: with the style attributes that mail is made of. */
export async function framePolicy(html: string, isMail: boolean): Promise<string> {
  const policy = (await policyOfStyles(html)).replace("frame-ancestors 'none'", "frame-ancestors 'self'")
  return `${isMail ? policy.replace(/style-src [^;]+/, "style-src 'unsafe-inline'") : policy}; sandbox allow-popups allow-popups-to-escape-sandbox`
}

let pages: Promise<string> | undefined
let forms: Promise<string> | undefined

function isPlain({ pageStyle, logo }: Dress): boolean {
  return pageStyle === '' && logo === null
}

function dressed(sheet: string, { pageStyle, logo }: Dress, formAction: string): Promise<string> {
  return policyOf([sheet + pageStyle], formAction, logo ? [logo.address] : [])
}

async function policyOf(styles: readonly string[], formAction: string, images: readonly string[]): Promise<string> {
  const sources = (await Promise.all(styles.map(hashSource))).map((source) => `'${source}'`)
  const pictures = images.length > 0 ? `img-src ${images.join(' ')}; ` : ''
  return `default-src 'none'; style-src ${sources.join(' ') || "'none'"}; ${pictures}base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`
}

/** A CSP hash source of an inline text (CSP Level 3, section 2.3.1). */
async function hashSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
