/** The Worker's bindings, variables and secrets: what wrangler.toml declares and `.dev.vars` or `wrangler secret put` fill in. */
interface Env {
  readonly KV: KVNamespace
  readonly DB: D1Database
  /** Orders of preview pictures (`CardOrder`), which the `queue` door of this Worker carries out. */
  readonly CARDS: Queue
  /** Wakes what stands in D1 to be done (`Job`), in the `queue` door. */
  readonly JOBS: Queue
  /** Cloudflare's own way out for mail, where SMTP_URL is not set. */
  readonly EMAIL?: SendEmail
  /** How often one address on the network may sign up. */
  readonly SIGN_UPS: RateLimit
  /** The origin readers use, without a trailing slash: every absolute link is made from it. */
  readonly PUBLIC_URL: string
  /** The bearer token of the admin API. Unset or shorter than 16 characters, every admin call is refused. */
  readonly ADMIN_TOKEN?: string
  /** `smtp://user:password@host:port` or `smtps://…`; options in its query: `connections`, `timeout` (seconds), `tls=required`. */
  readonly SMTP_URL?: string
  /** The sender of every mail that names no other: `Name <address>`. */
  readonly MAIL_FROM?: string
  /** Where bounces go: the envelope sender. MAIL_FROM's address unless set. */
  readonly MAIL_BOUNCE?: string
  /** At most this many messages a second; no limit unless set. */
  readonly MAIL_PER_SECOND?: string
  /** Who is told when something needs a human. */
  readonly OPERATOR_EMAIL?: string
  /** Signs confirmation links; the previous one still opens them, so that it can be changed. */
  readonly TOKEN_SECRET?: string
  readonly TOKEN_SECRET_PREVIOUS?: string
  /** Makes an erased address unreadable and still recognisable. Never changes. */
  readonly ADDRESS_PEPPER?: string
}

declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('./index')
  }
}

declare module '*.mustache' {
  const source: string
  export default source
}

declare module '*.ttf' {
  const bytes: ArrayBuffer
  export default bytes
}

declare module '*.wasm' {
  const module: WebAssembly.Module
  export default module
}

declare module '*.css' {
  const source: string
  export default source
}
