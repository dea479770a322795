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
  /** How often one address on the network may try to log in. */
  readonly LOG_INS: RateLimit
  /** The origin readers use, without a trailing slash: every absolute link is made from it. */
  readonly PUBLIC_URL: string
  /** The BCP 47 tag of the pages and mails that belong to no briefing; English unless set. */
  readonly SITE_LANGUAGE?: string
  /** The bearer token of the admin API. Unset or shorter than 16 characters, every admin call is refused. */
  readonly ADMIN_TOKEN?: string
  /** Cloudflare Access before the desk: `https://{team}.cloudflareaccess.com`, and the application's audience tag. Both or none. */
  readonly ACCESS_TEAM?: string
  readonly ACCESS_AUD?: string
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
  /** For how long the texts of articles are kept, as an ISO 8601 duration such as `P90D`; for good unless set. */
  readonly BODY_RETENTION?: string
  /** `1` lets feeds and links lie in private networks: for tests, and for those who host this and their feeds themselves. */
  readonly ALLOW_PRIVATE_FETCH?: string
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

/** A script for browsers, as text. */
declare module '*.client.js' {
  const source: string
  export default source
}

declare module '*.css' {
  const source: string
  export default source
}
