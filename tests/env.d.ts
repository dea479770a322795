declare namespace Cloudflare {
  interface Env {
    readonly KV: KVNamespace
    readonly DB: D1Database
    readonly CARDS: Queue
    readonly JOBS: Queue
    readonly EMAIL: SendEmail
    readonly SIGN_UPS: RateLimit
    readonly LOG_INS: RateLimit
    readonly PUBLIC_URL: string
    readonly ADMIN_TOKEN: string
    readonly SMTP_URL: string
    readonly MAIL_SINK: string
    readonly TLS_SINKS: Readonly<
      Record<
        'starttls' | 'secure' | 'strangerStarttls' | 'strangerSecure' | 'anotherStarttls' | 'anotherSecure',
        { readonly smtpUrl: string; readonly httpUrl: string }
      >
    >
    readonly MAIL_FROM: string
    readonly MAIL_BOUNCE: string
    readonly OPERATOR_EMAIL: string
    readonly TOKEN_SECRET: string
    readonly TOKEN_SECRET_PREVIOUS: string
    readonly ADDRESS_PEPPER: string
    readonly ALLOW_PRIVATE_FETCH: string
    readonly WEB_SERVER: string
    readonly FAULT_SEED: string
    readonly FAULT_PLANS: string
    readonly MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
