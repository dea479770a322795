import { stylesheet } from '../render/html.ts'
import { formStylesheet } from '../render/subscriptions.ts'

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

/** The policy of an HTML page whose only style sheet stands in it. */
export function pagePolicy(): Promise<string> {
  pages ??= policyOf(stylesheet, "'none'")
  return pages
}

/** The same for a page with forms, which go to this site alone. */
export function formPolicy(): Promise<string> {
  forms ??= policyOf(formStylesheet, "'self'")
  return forms
}

let pages: Promise<string> | undefined
let forms: Promise<string> | undefined

async function policyOf(style: string, formAction: string): Promise<string> {
  return `default-src 'none'; style-src '${await hashSource(style)}'; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`
}

/** A CSP hash source of an inline text (CSP Level 3, section 2.3.1). */
async function hashSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
}
